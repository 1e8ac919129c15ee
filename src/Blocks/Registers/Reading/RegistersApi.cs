using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Registers.Reading;

/// <summary>Registers are public: anybody may read them by key, now, at a day, and in their history.</summary>
internal static class RegistersApi
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/registers").AllowAnonymous().WithTags("Registers");
        api.MapGet("", List).WithName("ListRegisters").WithSummary("The registers of this government");
        api.MapGet("/{name}/{key}", FindAsync).WithName("FindRegisterEntry")
            .WithSummary("What a register says of a key now, or said at the end of a day (as-at or asAt, YYYY-MM-DD)")
            .Produces<Entry>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/{name}/{key}/history", HistoryAsync).WithName("ListRegisterHistory").WithSummary("Everything a register has said of a key, the oldest first")
            .Produces<IReadOnlyList<Entry>>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static List<RegisterAnswer> List(IEnumerable<RegisterDefinition> definitions, Text text) =>
        [.. definitions.Select(definition => new RegisterAnswer(
            definition.Name, definition.Department, text[$"{definition.TextPrefix}.title"], text[$"{definition.TextPrefix}.summary"]))];

    private static async Task<IResult> FindAsync(string name, string key, string? asAt, [FromQuery(Name = "as-at")] string? asAtDay, IRegisters registers, Text text, CancellationToken ct)
    {
        if ((asAtDay ?? asAt) is not { } typed)
        {
            return await registers.FindAsync(name, key, ct) is { } last ? Results.Ok(last) : NotFound(text, name, key);
        }

        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", out var day))
        {
            return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: text["registers.problem.day.title"], detail: text["registers.problem.day.cure"]);
        }

        return await registers.AsAtAsync(name, key, day, ct) is { } then ? Results.Ok(then) : NotFound(text, name, key);
    }

    private static async Task<IResult> HistoryAsync(string name, string key, IRegisters registers, Text text, CancellationToken ct) =>
        await registers.HistoryAsync(name, key, ct) is { Count: > 0 } history ? Results.Ok(history) : NotFound(text, name, key);

    private static IResult NotFound(Text text, string name, string key) =>
        Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["registers.problem.unknown.title"], detail: text["registers.problem.unknown.cure", name, key]);
}

internal sealed record RegisterAnswer(string Name, string Department, string Title, string Summary);
