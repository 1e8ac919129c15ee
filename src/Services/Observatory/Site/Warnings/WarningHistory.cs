using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Warnings;

namespace OneStop.Observatory.Site.Warnings;

/// <summary>One warning's life: every step from its issue on, oldest first.</summary>
internal sealed record WarningChain(IReadOnlyList<WarningStep> Steps)
{
    internal DateTimeOffset Since => Steps[0].IssuedAt;

    internal string Kind => Steps[^1].Kind;

    /// <summary>When it was cancelled or lapsed; nothing while it stands.</summary>
    internal DateTimeOffset? EndedAt(DateTimeOffset now) =>
        Steps[^1].Action == WarningAction.Cancel ? Steps[^1].IssuedAt : Steps[^1].ExpiresAt is { } end && end <= now ? end : null;
}

/// <summary>Chains of the past, newest first.</summary>
internal sealed class WarningHistory(ObservatoryDb db)
{
    /// <param name="before">Only chains issued before; nothing: from the newest.</param>
    internal async Task<IReadOnlyList<WarningChain>> OfAsync(string? kind, DateTimeOffset? before, int most, CancellationToken ct)
    {
        var issued = await db.Warnings.AsNoTracking()
            .Where(step => (kind == null || step.Kind == kind) && !db.Warnings.Any(earlier => earlier.Chain == step.Chain && (earlier.IssuedAt < step.IssuedAt || (earlier.IssuedAt == step.IssuedAt && earlier.Id < step.Id))))
            .Where(step => before == null || step.IssuedAt < before)
            .OrderByDescending(step => step.IssuedAt).ThenByDescending(step => step.Id)
            .Select(step => step.Chain)
            .Take(most)
            .ToListAsync(ct);
        var steps = await db.Warnings.AsNoTracking().Where(step => issued.Contains(step.Chain)).OrderBy(step => step.IssuedAt).ThenBy(step => step.Id).ToListAsync(ct);
        var chains = steps.ToLookup(step => step.Chain);
        return [.. issued.Select(chain => new WarningChain([.. chains[chain]]))];
    }
}
