using Microsoft.EntityFrameworkCore;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Texts;
using OneStop.Usage.Contracts;
using OneStop.Usage.Counting;

namespace OneStop.Usage.Figures;

/// <param name="Name">The catalogue's name; the code where the catalogue no longer has it.</param>
internal sealed record CountedService(string Code, LocalizedText Name);

/// <summary>One step of all services of one kind, month by month, as it may be published.</summary>
internal sealed record StepFigures(ServiceKind Kind, UsageStep Step, IReadOnlyList<CountedService> Services, FigureTable Table)
{
    internal Figure TotalOf(string code) => Table.RowTotal(Services.Select(service => service.Code).ToList().IndexOf(code));
}

/// <summary>
/// A calendar year's figures. Years do not overlap and each table is kept back on its own, so no two publications can be held against
/// each other; a year ending at any month would give the small figures away by difference.
/// </summary>
/// <param name="Months">The year's months so far, by their first day.</param>
internal sealed record YearFigures(int Year, DateTimeOffset TakenAt, IReadOnlyList<DateOnly> Months, IReadOnlyList<StepFigures> Steps)
{
    internal StepFigures Of(ServiceKind kind, UsageStep step) => Steps.Single(figures => figures.Kind == kind && figures.Step == step);

    /// <summary>What counts as a use: an informational service is looked at, a transactional one is completed.</summary>
    internal StepFigures Uses(ServiceKind kind) => Of(kind, kind == ServiceKind.Informational ? UsageStep.View : UsageStep.Complete);
}

internal sealed class ReadFigures(UsageDb db, ICatalogue catalogue, Text text, TimeProvider time)
{
    /// <summary>The steps that are published: what is told is looked at, what is done is looked at, begun, and completed or failed.</summary>
    private static readonly (ServiceKind Kind, UsageStep Step)[] Published =
    [
        (ServiceKind.Informational, UsageStep.View),
        (ServiceKind.Transactional, UsageStep.View),
        (ServiceKind.Transactional, UsageStep.Start),
        (ServiceKind.Transactional, UsageStep.Complete),
        (ServiceKind.Transactional, UsageStep.Fail),
    ];

    internal int ThisYear => HongKong.Today(time).Year;

    internal async Task<int> FirstYearAsync(CancellationToken ct) =>
        await db.Months.OrderBy(count => count.Month).Select(count => (DateOnly?)count.Month).FirstOrDefaultAsync(ct) is { } first ? Math.Min(first.Year, ThisYear) : ThisYear;

    internal async Task<YearFigures> OfAsync(int year, CancellationToken ct)
    {
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var counted = await db.Months
            .Where(count => count.Month >= from && count.Month <= to && count.Visitor == Visitor.HumanLikely)
            .GroupBy(count => new { count.Service, count.Kind, count.Step, count.Month })
            .Select(group => new Sum(group.Key.Service, group.Key.Kind, group.Key.Step, group.Key.Month, group.Sum(count => count.Count)))
            .ToListAsync(ct);
        var today = HongKong.Today(time);
        var months = Enumerable.Range(1, 12).Select(month => new DateOnly(year, month, 1)).Where(month => month <= today).ToList();
        return new YearFigures(year, time.GetUtcNow(), months, [.. Published.Select(step => Publish(step.Kind, step.Step, months, counted))]);
    }

    private StepFigures Publish(ServiceKind kind, UsageStep step, List<DateOnly> months, List<Sum> counted)
    {
        var here = counted.Where(sum => sum.Kind == kind && sum.Step == step).ToList();
        var codes = catalogue.Entries.Where(entry => entry.Kind == kind).Select(entry => entry.Code).Concat(here.Select(sum => sum.Service)).Distinct(StringComparer.Ordinal).ToList();
        var counts = new long[codes.Count, months.Count];
        foreach (var sum in here.Where(sum => months.Contains(sum.Month)))
        {
            counts[codes.IndexOf(sum.Service), months.IndexOf(sum.Month)] = sum.Count;
        }

        return new StepFigures(kind, step, codes.ConvertAll(code => new CountedService(code, NameOf(code))), Suppression.Apply(counts));
    }

    private LocalizedText NameOf(string code) =>
        catalogue.Find(code) is { } entry ? text.All($"{entry.TextPrefix}.title") : new LocalizedText(code, code, code);

    private sealed record Sum(string Service, ServiceKind Kind, UsageStep Step, DateOnly Month, long Count);
}
