using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Cap;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Ogc;

/// <summary>One feature for each step of a warning, newest first; its time lasts until the next step of its chain, its cancellation or its lapse.</summary>
internal sealed class WarningFeatures(ObservatoryDb db, CapMessage message)
{
    internal static readonly string[] Properties = ["kind", "code", "action"];

    internal async Task<(IReadOnlyList<object> Features, string? Next)> ReadAsync(FeatureQuery query, CancellationToken ct)
    {
        var area = new Box(HongKongArea.Ring.Min(point => point.Longitude), HongKongArea.Ring.Min(point => point.Latitude), HongKongArea.Ring.Max(point => point.Longitude), HongKongArea.Ring.Max(point => point.Latitude));
        if (query.Box?.Meets(area) == false)
        {
            return ([], null);
        }

        var steps = db.Warnings.AsNoTracking();
        steps = query.Filters.TryGetValue("kind", out var kind) ? steps.Where(step => step.Kind == kind) : steps;
        steps = query.Filters.TryGetValue("code", out var code) ? steps.Where(step => step.Code == code) : steps;
        steps = query.Interval.Until is { } until ? steps.Where(step => step.IssuedAt <= until) : steps;
        var page = await steps.OrderByDescending(step => step.IssuedAt).ThenByDescending(step => step.Id).ToListAsync(ct);
        var chains = page.Select(step => step.Chain).Distinct().ToList();
        var all = (await db.Warnings.AsNoTracking().Where(step => chains.Contains(step.Chain)).ToListAsync(ct)).ToLookup(step => step.Chain);
        var found = page.Select(step => (Step: step, Until: EndOf(step, all[step.Chain])))
            .Where(step => query.Has("action", step.Step.Action.ToString()) && query.Interval.Meets(step.Step.IssuedAt, step.Until))
            .SkipWhile(step => query.After is not null && step.Step.Id.ToString() != query.After).Skip(query.After is null ? 0 : 1)
            .Take(query.Limit + 1).ToList();
        return ([.. found.Take(query.Limit).Select(step => Feature(step.Step, step.Until))], found.Count > query.Limit ? found[query.Limit - 1].Step.Id.ToString() : null);
    }

    internal async Task<object?> FindAsync(string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key) || await db.Warnings.AsNoTracking().FirstOrDefaultAsync(step => step.Id == key, ct) is not { } step)
        {
            return null;
        }

        return Feature(step, EndOf(step, await db.Warnings.AsNoTracking().Where(other => other.Chain == step.Chain).ToListAsync(ct)));
    }

    private static DateTimeOffset? EndOf(WarningStep step, IEnumerable<WarningStep> chain) => step.Action == WarningAction.Cancel
        ? step.IssuedAt
        : chain.Where(other => other.IssuedAt > step.IssuedAt).Select(other => (DateTimeOffset?)other.IssuedAt).Append(step.ExpiresAt).Min();

    private object Feature(WarningStep step, DateTimeOffset? until) => new
    {
        type = "Feature",
        id = step.Id,
        geometry = HongKongArea.Geometry,
        properties = new
        {
            chain = step.Chain,
            kind = step.Kind,
            code = step.Code,
            action = step.Action.ToString(),
            issued = GridWords.Instant(step.IssuedAt),
            until = until is { } end ? GridWords.Instant(end) : null,
            headline = message.Headline(step, Lang.English),
            headlineZhHant = message.Headline(step, Lang.Traditional),
            headlineZhHans = message.Headline(step, Lang.Simplified),
        },
    };
}
