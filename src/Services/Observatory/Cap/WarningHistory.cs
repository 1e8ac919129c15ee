using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Warnings;

namespace OneStop.Observatory.Cap;

/// <summary>The warnings' steps as feeds and messages read them.</summary>
internal sealed class WarningHistory(ObservatoryDb db)
{
    /// <summary>A step and those of its chain before it, oldest first.</summary>
    internal async Task<(WarningStep Step, IReadOnlyList<WarningStep> Earlier)?> FindAsync(Guid id, CancellationToken ct)
    {
        if (await db.Warnings.AsNoTracking().FirstOrDefaultAsync(step => step.Id == id, ct) is not { } step)
        {
            return null;
        }

        var chain = await db.Warnings.AsNoTracking().Where(other => other.Chain == step.Chain).ToListAsync(ct);
        return (step, [.. chain.Where(other => IsBefore(other, step)).OrderBy(other => other.IssuedAt).ThenBy(other => other.Id)]);
    }

    /// <summary>The newest steps of all chains, newest first.</summary>
    internal async Task<IReadOnlyList<WarningStep>> NewestAsync(int count, CancellationToken ct) =>
        await db.Warnings.AsNoTracking().OrderByDescending(step => step.IssuedAt).ThenByDescending(step => step.Id).Take(count).ToListAsync(ct);

    private static bool IsBefore(WarningStep other, WarningStep step) =>
        other.IssuedAt < step.IssuedAt || (other.IssuedAt == step.IssuedAt && other.Id.CompareTo(step.Id) < 0);
}
