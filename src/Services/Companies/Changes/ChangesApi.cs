using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Ownership;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Changes;

/// <summary>A company's document index for anybody; its forms for whoever may file them.</summary>
internal static class ChangesApi
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/companies/{number}/filings", ListAsync).AllowAnonymous().WithTags("Companies")
            .WithName("ListCompanyFilings").WithSummary("A company's document index: every form that was filed, the newest first")
            .Produces<IReadOnlyList<FiledFormItem>>();
        routes.MapGet("/api/companies/{number}/ownership", OwnershipAsync).AllowAnonymous().WithTags("Companies")
            .WithName("GetCompanyOwnership").WithSummary("Members and officers as statements of the Beneficial Ownership Data Standard 0.4")
            .Produces<JsonArray>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/api/companies/{number}/filings/{form}", BeginAsync).RequireAuthorization(Access.SignedIn).WithTags("Companies")
            .WithName("BeginCompanyFiling").WithSummary("Begins a form (nr1, nd2a, nar1 …) with what the register knows already answered; officer: which one it is about, from 0")
            .Produces<JsonObject>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost("/api/companies/filings/{form}/rehearse", RehearseAsync).RequireAuthorization(Access.SignedIn).WithTags("Companies")
            .WithName("RehearseCompanyFiling").WithSummary("The registrar's checks of a form's content, without filing it: every problem, and what would change")
            .Produces<RehearsedChange>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IReadOnlyList<FiledFormItem>> ListAsync(string number, CompaniesDb db, CancellationToken ct)
    {
        var key = CompanyNumber.Parse(number) is { } found ? CompanyNumber.Format(found) : "";
        return await db.Filings.Where(filed => filed.CompanyNumber == key).OrderByDescending(filed => filed.Entry)
            .Select(filed => new FiledFormItem(filed.Form, filed.FiledOn, filed.Entry, filed.Corrects)).Take(1000).ToListAsync(ct);
    }

    private static async Task<IResult> OwnershipAsync(string number, IRegisters registers, Text text, CancellationToken ct) =>
        CompanyNumber.Parse(number) is { } found && await registers.FindAsync(RegisterNames.Companies, CompanyNumber.Format(found), ct) is { } entry
            ? Results.Json(BeneficialOwnership.Statements(entry, CompanyParticulars.From(entry.Content)))
            : Results.Problem(statusCode: 404, title: text["companies.search.problem.unknown.title"], detail: text["companies.search.problem.unknown.cure"]);

    private static async Task<IResult> BeginAsync(string number, string form, int? officer, ClaimsPrincipal user, BeginChange begin, Text text, CancellationToken ct)
    {
        if (ChangeForms.Find($"company-{form.ToLowerInvariant()}") is not { } found)
        {
            return Results.Problem(statusCode: 404, title: text["companies.changes.begin.no-form"]);
        }

        var begun = await begin.RunAsync(found, number, officer, user.RequiredPersonId(), UsageChannel.Api, ct);
        return begun.Id is { } id
            ? Results.Created($"/api/filings/{id}", new JsonObject { ["id"] = id })
            : Results.Problem(statusCode: begun.Why switch { "unknown" => 404, "not-authorised" => 403, _ => 409 }, title: text[$"companies.changes.begin.{begun.Why}"]);
    }

    private static async Task<IResult> RehearseAsync(string form, JsonObject content, ClaimsPrincipal user, CheckChange check, Differences differences, Text text, CancellationToken ct)
    {
        if (ChangeForms.Find($"company-{form.ToLowerInvariant()}") is not { } found)
        {
            return Results.Problem(statusCode: 404, title: text["companies.changes.begin.no-form"]);
        }

        var made = await check.RunAsync(found, content, user.RequiredPersonId(), isDraft: true, ct);
        return Results.Ok(new RehearsedChange(
            made.Problems.Count == 0 && made.Effect?.IsSound == true,
            [.. made.Problems.Select(problem => new RehearsedProblem(problem.Path, problem.Code, problem.Rule, problem.Message(text)))],
            made is { Company: { } company, Effect.Company: { } after }
                ? [.. differences.Between(company, after).Select(change => new RehearsedDifference(change.What.ToString(), change.Before?.ToString(), change.After?.ToString()))]
                : []));
    }
}

/// <param name="Corrects">The earlier entry it corrects; null where it corrects none.</param>
internal sealed record FiledFormItem(string Form, DateOnly FiledOn, int Entry, int? Corrects);

/// <param name="Ready">Nothing stands in the way of filing exactly this.</param>
internal sealed record RehearsedChange(bool Ready, IReadOnlyList<RehearsedProblem> Errors, IReadOnlyList<RehearsedDifference> Changes);

internal sealed record RehearsedProblem(string Path, string Code, string? Rule, string Message);

internal sealed record RehearsedDifference(string What, string? Before, string? After);
