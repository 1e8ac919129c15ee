using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

/// <summary>Programs find out for whom they may act.</summary>
internal static class OrganisationsApi
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/organisations", ListAsync).RequireAuthorization(Access.SignedInOrProgram)
            .WithName("ListOrganisations").WithSummary("The organisations for which the caller, a person or an organisation's program, may use a right (right=road-cargo:lodge).").WithTags("Accounts")
            .Produces<IReadOnlyList<MandateAnswer>>().ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> ListAsync(string? right, ClaimsPrincipal caller, IOrganisations organisations, CancellationToken ct) =>
        Results.Ok((await organisations.MandatesAsync(caller, right ?? OrganisationRights.Administer, ct)).Select(mandate => new MandateAnswer(
            mandate.For.Id, mandate.For.Number, mandate.For.English, mandate.For.Chinese, mandate.For.BusinessNumber, mandate.IsDelegated ? mandate.By.Number : null)));
}

/// <param name="Id">As other interfaces take it.</param>
/// <param name="By">The number of the caller's organisation that the right was given to; null where it is the organisation's own.</param>
internal sealed record MandateAnswer(Guid Id, string Number, string? English, string? Chinese, string? BusinessNumber, string? By);
