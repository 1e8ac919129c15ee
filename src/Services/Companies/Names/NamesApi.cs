using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneStop.Companies.Search;
using OneStop.Platform.Texts;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Names;

internal static class NamesApi
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/names/check", CheckAsync).AllowAnonymous().WithTags("Companies").WithName("CheckNames")
            .WithSummary("Whether names can be registered: which entry collides under which rule, and what needs approval")
            .Produces<NamesAnswer>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> CheckAsync(NamesQuestion names, NameCheck check, [FromServices] IUsage usage, Text text, CancellationToken ct)
    {
        usage.Count(CompanySearch.NameCheckCode, UsageStep.View, UsageChannel.Api);
        var problems = await check.ExamineAsync(names.English, names.Chinese, filingId: null, ct);
        return Results.Ok(new NamesAnswer(
            problems.Count == 0,
            check.NeedsApproval(names.English, names.Chinese).Count > 0,
            [.. problems.Select(problem => new NameProblemAnswer(
                problem.Problem.Path["name/".Length..], problem.Problem.Code, problem.Problem.Rule, problem.Problem.Message(text), problem.Entry))]));
    }
}

internal sealed record NamesQuestion(string? English, string? Chinese);

/// <param name="NeedsApproval">An officer looks at it before the company can be formed.</param>
internal sealed record NamesAnswer(bool Available, bool NeedsApproval, IReadOnlyList<NameProblemAnswer> Problems);

internal sealed record NameProblemAnswer(string Path, string Code, string? Rule, string Message, CollidingEntry? Entry);
