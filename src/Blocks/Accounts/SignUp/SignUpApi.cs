using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.SignUp;

internal static class SignUpApi
{
    private const string Tag = "Accounts";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/accounts", StartAsync).AllowAnonymous().RequireRateLimiting(Limits.Careful)
            .WithName("SignUp").WithSummary("Asks for an account. A code goes to the address; the answer is the same whether or not it has an account already.").WithTags(Tag)
            .Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapPost("/api/accounts/confirm", ConfirmAsync).AllowAnonymous().RequireRateLimiting(Limits.Careful)
            .WithName("ConfirmSignUp").WithSummary("Opens the account with the code from the mail.").WithTags(Tag)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> StartAsync(SignUpRequest request, StartSignUp start, Text text, CancellationToken ct)
    {
        var started = await start.RunAsync(request, ct);
        return started.Problems.Count > 0 ? started.Problems.ToResult(text) : Results.Accepted();
    }

    private static async Task<IResult> ConfirmAsync(ConfirmRequest request, ConfirmSignUp confirm, Text text, CancellationToken ct) =>
        await confirm.ByCodeAsync(request.Email, request.Code, null, ct) is null
            ? new[] { new RuleProblem("code", "code.wrong", "accounts.code.wrong") }.ToResult(text)
            : Results.NoContent();
}

internal sealed record ConfirmRequest(string? Email, string? Code);
