using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;

namespace OneStop.Observatory.Warnings;

/// <summary>What forecasters see of warnings: proposals, what is in force, and every step there was.</summary>
internal sealed class DeskReading(ObservatoryDb db, IPeople people, TimeProvider time)
{
    internal const int PageSize = 30;

    internal async Task<IReadOnlyList<WarningProposal>> OpenProposalsAsync(CancellationToken ct) =>
        await db.Proposals.AsNoTracking().Where(proposal => proposal.State == ProposalState.Draft || proposal.State == ProposalState.Waiting).OrderBy(proposal => proposal.WrittenAt).ToListAsync(ct);

    internal Task<WarningProposal?> FindAsync(Guid id, CancellationToken ct) => db.Proposals.AsNoTracking().SingleOrDefaultAsync(proposal => proposal.Id == id, ct);

    internal Task<WarningStep?> StepAsync(Guid id, CancellationToken ct) => db.Warnings.AsNoTracking().SingleOrDefaultAsync(step => step.Id == id, ct);

    internal Task<Standing> StandingAsync(string kind, CancellationToken ct) => WarningDesk.StandingAsync(db, kind, time, ct);

    /// <summary>The chains that began last, each as its steps, oldest first.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<WarningStep>>> ChainsAsync(int page, CancellationToken ct)
    {
        var chains = await db.Warnings.AsNoTracking().Where(step => step.Action == WarningAction.Issue)
            .OrderByDescending(step => step.IssuedAt).ThenByDescending(step => step.Id).Select(step => step.Chain)
            .Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        var steps = (await db.Warnings.AsNoTracking().Where(step => chains.Contains(step.Chain)).ToListAsync(ct)).ToLookup(step => step.Chain);
        return [.. chains.Select(chain => InOrder(steps[chain]))];
    }

    internal async Task<IReadOnlyList<WarningStep>> ChainAsync(Guid chain, CancellationToken ct) =>
        InOrder(await db.Warnings.AsNoTracking().Where(step => step.Chain == chain).ToListAsync(ct));

    internal async Task<ForecasterNames> NamesAsync(IEnumerable<Guid?> forecasters, CancellationToken ct)
    {
        Guid[] ids = [.. forecasters.OfType<Guid>().Distinct()];
        return new ForecasterNames(ids.Length == 0 ? new Dictionary<Guid, Person>() : await people.FindAsync(ids, ct));
    }

    private static List<WarningStep> InOrder(IEnumerable<WarningStep> steps) => [.. steps.OrderBy(step => step.IssuedAt).ThenBy(step => step.Id)];
}

/// <summary>Forecasters know each other by name; the public reads the Observatory's only.</summary>
internal sealed record ForecasterNames(IReadOnlyDictionary<Guid, Person> People)
{
    internal string? this[Guid? id] => id is { } known ? People.GetValueOrDefault(known)?.Name : null;

    /// <summary>What a step keeps is an id as text, or another name where the simulation or the demonstration wrote it.</summary>
    internal string Of(string? kept) => this[IdOf(kept)] ?? kept ?? "";

    internal static Guid? IdOf(string? kept) => Guid.TryParse(kept, out var id) ? id : null;
}
