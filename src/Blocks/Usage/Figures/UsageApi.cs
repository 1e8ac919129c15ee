using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;
using Words = OneStop.Platform.Texts.Text;

namespace OneStop.Usage.Figures;

internal static class UsageApi
{
    /// <summary>In place of a service's code or a month: all of them together.</summary>
    private const string All = "all";

    internal static void MapUsage(this IEndpointRouteBuilder routes)
    {
        var usage = routes.MapGroup("/api").AllowAnonymous().WithTags("Usage").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        usage.MapGet("usage.json", JsonAsync).WithName("UsageAsJson").Produces<UsageReport>()
            .WithSummary("How often each service was used in a calendar year (this one unless ?year= says otherwise), month by month, informational and transactional apart. A count of null was kept back: see its note.");
        usage.MapGet("usage.csv", CsvAsync).WithName("UsageAsCsv").Produces<string>(contentType: "text/csv")
            .WithSummary("The same as a table: month, service, name, kind, step, count, note.");
    }

    private static Task<IResult> JsonAsync(int? year, ReadFigures read, Words text, CancellationToken ct) =>
        AnswerAsync(year, read, text, figures => Results.Ok(new UsageReport(
            figures.Year, figures.TakenAt, Suppression.Least, [.. Rows(figures).Select(row => new UsageRow(row.Month, row.Service.Code, row.Service.Name, row.Step.Kind, row.Step.Step, row.Figure.Value, Note(row.Figure)))])), ct);

    private static Task<IResult> CsvAsync(int? year, ReadFigures read, Words text, CancellationToken ct) =>
        AnswerAsync(year, read, text, figures =>
        {
            var csv = new StringBuilder("month,service,name,kind,step,count,note\r\n");
            foreach (var row in Rows(figures))
            {
                csv.Append(CultureInfo.InvariantCulture, $"{row.Month},{row.Service.Code},{Quoted(row.Service.Name.En)},{Lower(row.Step.Kind)},{Lower(row.Step.Step)},{row.Figure.Value},{Note(row.Figure)}\r\n");
            }

            return Results.Text(csv.ToString(), "text/csv; charset=utf-8", Encoding.UTF8);
        }, ct);

    private static async Task<IResult> AnswerAsync(int? year, ReadFigures read, Words text, Func<YearFigures, IResult> answer, CancellationToken ct)
    {
        var first = await read.FirstYearAsync(ct);
        return year is { } asked && (asked < first || asked > read.ThisYear)
            ? RuleProblems.ToResult([new("year", "year.no-figures", "usage.year.none") { Args = [Number(first), Number(read.ThisYear)] }], text)
            : answer(await read.OfAsync(year ?? read.ThisYear, ct));
    }

    /// <summary>Every cell of every published table, then the totals of each service and each month.</summary>
    private static IEnumerable<(string Month, CountedService Service, StepFigures Step, Figure Figure)> Rows(YearFigures figures)
    {
        var all = new CountedService(All, new LocalizedText("All services", "所有服務", "所有服务"));
        foreach (var step in figures.Steps)
        {
            for (var row = 0; row <= step.Table.Rows; row++)
            {
                for (var column = 0; column <= step.Table.Columns; column++)
                {
                    var month = column < figures.Months.Count ? figures.Months[column].ToString("yyyy-MM", CultureInfo.InvariantCulture) : All;
                    yield return (month, row < step.Services.Count ? step.Services[row] : all, step, step.Table.Figures[row, column]);
                }
            }
        }
    }

    private static string? Note(Figure figure) => figure.Value is not null ? null : figure.Few ? $"<{Suppression.Least}" : "kept back";

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Number(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string value) => value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}

/// <param name="KeptBackBelow">Counts from 1 to below this are kept back, and others from which they could be worked out.</param>
internal sealed record UsageReport(int Year, DateTimeOffset TakenAt, int KeptBackBelow, IReadOnlyList<UsageRow> Rows);

/// <param name="Month">2026-11, or all.</param>
/// <param name="Service">A code of the catalogue, or all.</param>
internal sealed record UsageRow(string Month, string Service, LocalizedText Name, ServiceKind Kind, UsageStep Step, long? Count, string? Note);
