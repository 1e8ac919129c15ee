using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OneStop.Companies.Register;
using OneStop.Platform.Search;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Search;

/// <summary>The register for programs; everything here is public.</summary>
internal static class CompaniesApi
{
    private const int DefaultItems = 20;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AllowAnonymous().WithTags("Companies");
        api.MapGet("/companies", FindAsync).WithName("FindCompanies")
            .WithSummary("Companies by number, business registration number or any part of a name; without q, all in the order of numbers")
            .Produces<CompanyPage>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/companies/{number}", (string number, string? asAt, RegisterReader reader) => reader.AnswerAsync(
                RegisterNames.Companies, CompanyNumber.Parse(number) is { } found ? CompanyNumber.Format(found) : null, asAt, CompanyParticulars.From, RegisterJson.Default.CompanyParticulars))
            .WithName("GetCompany").WithSummary("A company's particulars, now or at the end of a day (asAt, YYYY-MM-DD)")
            .Produces<CompanyParticulars>().Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/business-registrations/{brn}", (string brn, string? asAt, RegisterReader reader) => reader.AnswerAsync(
                RegisterNames.Businesses, BusinessNumber.Parse(brn) is { } found ? BusinessNumber.Format(found) : null, asAt, BusinessParticulars.From, RegisterJson.Default.BusinessParticulars))
            .WithName("GetBusinessRegistration").WithSummary("A business registration's particulars, now or at the end of a day (asAt, YYYY-MM-DD)")
            .Produces<BusinessParticulars>().Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> FindAsync(string? q, string? limit, string? cursor, FindCompanies find, [FromServices] IUsage usage, Text text, CancellationToken ct)
    {
        usage.Count(CompanySearch.Code, UsageStep.View, UsageChannel.Api);
        var items = Whole(limit, DefaultItems);
        var after = Whole(cursor, null);
        List<RuleProblem> problems = [];
        if (items is not (>= 1 and <= FindCompanies.MostItems))
        {
            problems.Add(new("limit", "search.limit", "companies.search.problem.limit") { Args = [FindCompanies.MostItems] });
        }

        if (cursor is not null && after is null)
        {
            problems.Add(new("cursor", "search.cursor", "companies.search.problem.cursor"));
        }

        if (problems.Count > 0)
        {
            return problems.ToResult(text);
        }

        var hits = string.IsNullOrWhiteSpace(q) ? await find.ListAsync(after ?? 0, (int)items!, ct) : await find.FindAsync(q, after, (int)items!, ct);
        return hits.Why is NothingToFind.TooShort or NothingToFind.TooLong
            ? new[] { ProblemOf(hits.Why.Value) }.ToResult(text)
            : Results.Ok(new CompanyPage([.. hits.Items.Select(CompanyItem.Of)], hits.Next is { } next ? CompanyNumber.Format(next) : null));
    }

    internal static RuleProblem ProblemOf(NothingToFind why) =>
        new("q", $"search.{(why == NothingToFind.TooLong ? "too-long" : "too-short")}", $"companies.search.nothing.{why}") { Args = [SearchPlan.LongestText] };

    // Numbers as text: a wrong one gets a problem of ours, that says what is right.
    private static long? Whole(string? typed, long? without) =>
        typed is null ? without : long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <param name="Next">Give it back as cursor for the next page; null on the last.</param>
internal sealed record CompanyPage(IReadOnlyList<CompanyItem> Items, string? Next);

internal sealed record CompanyItem(string Number, string Brn, string? NameEnglish, string? NameChinese, CompanyStatus Status, DateOnly IncorporatedOn)
{
    internal static CompanyItem Of(Company company) => new(
        CompanyNumber.Format(company.Number), BusinessNumber.Format(company.Brn), company.NameEnglish, company.NameChinese, company.Status, company.IncorporatedOn);
}

/// <summary>One register entry as an answer: typed, with its hash as ETag.</summary>
internal sealed class RegisterReader(IRegisters registers, IUsage usage, IHttpContextAccessor http, Text text)
{
    internal async Task<IResult> AnswerAsync<T>(
        string register, string? key, string? asAt, Func<System.Text.Json.Nodes.JsonObject, T> read, JsonTypeInfo<T> json)
    {
        var context = http.HttpContext!;
        usage.Count(CompanySearch.Code, UsageStep.View, UsageChannel.Api);
        var day = Day(asAt);
        if (asAt is not null && day is null)
        {
            return new[] { new RuleProblem("asAt", "search.day", "companies.search.problem.day") }.ToResult(text);
        }

        var entry = key is null ? null
            : day is { } then ? await registers.AsAtAsync(register, key, then, context.RequestAborted)
            : await registers.FindAsync(register, key, context.RequestAborted);
        if (entry is null)
        {
            return Results.Problem(
                statusCode: StatusCodes.Status404NotFound,
                title: text["companies.search.problem.unknown.title"], detail: text["companies.search.problem.unknown.cure"]);
        }

        var tag = new EntityTagHeaderValue($"\"{entry.Hash[..32]}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known == EntityTagHeaderValue.Any)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(read(entry.Content), json);
    }

    internal static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
