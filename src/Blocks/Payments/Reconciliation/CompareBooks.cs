using Microsoft.EntityFrameworkCore;
using OneStop.Payments.Ledger;
using OneStop.Payments.Providers;

namespace OneStop.Payments.Reconciliation;

/// <summary>Lays the provider's book of one day beside our ledger.</summary>
internal sealed class CompareBooks(PaymentsDb db, IEnumerable<IPaymentProvider> providers)
{
    private static readonly EntryKind[] Ours = [EntryKind.Capture, EntryKind.Surplus, EntryKind.RefundPaid, EntryKind.Reversal];

    public IReadOnlyList<string> Providers => [.. providers.Select(provider => provider.Name)];

    /// <exception cref="ProviderUnclearException">The provider does not answer now.</exception>
    public async Task<Comparison> RunAsync(string provider, DateOnly day, CancellationToken ct)
    {
        var source = providers.Single(p => p.Name == provider);
        var theirs = await source.ReportAsync(day, ct);
        var account = LedgerAccounts.Clearing(provider);
        var subjects = theirs.Select(SubjectOf).Distinct().ToList();
        var entries = await db.LedgerEntries.Include(entry => entry.Postings)
            .Where(entry => Ours.Contains(entry.Kind) && (entry.Day == day || subjects.Contains(entry.SubjectId)) && entry.Postings.Any(posting => posting.Account == account))
            .ToListAsync(ct);
        var booked = entries.ToDictionary(entry => (entry.SubjectId, IsReversal: entry.Kind == EntryKind.Reversal));

        var leftovers = new List<Leftover>();
        var matched = 0;
        foreach (var line in theirs)
        {
            var entry = booked.GetValueOrDefault((SubjectOf(line), line.Kind == MovementKind.Reversal));
            var cents = entry?.Postings.Where(posting => posting.Account == account).Sum(posting => posting.Cents);
            if (cents == line.Cents && entry!.Currency == line.Currency)
            {
                matched++;
            }
            else
            {
                leftovers.Add(new Leftover(line.Kind, line.AttemptId, entry?.Reference, line.Cents, cents, line.Currency));
            }
        }

        var left = await OnlyOursAsync(source, day, entries.Where(entry => entry.Day == day).ToList(), theirs, ct);
        leftovers.AddRange(left.Select(entry => new Leftover(
            KindOf(entry), entry.SubjectId, entry.Reference, null, entry.Postings.Where(posting => posting.Account == account).Sum(posting => posting.Cents), entry.Currency)));
        var totals = theirs.GroupBy(line => line.Currency).Select(group => new DayTotal(group.Key, group.Sum(line => line.Cents))).ToList();
        return new Comparison(day, matched, totals, leftovers);
    }

    /// <summary>What we booked that day and the provider on none of the three days around it.</summary>
    private static async Task<List<LedgerEntry>> OnlyOursAsync(IPaymentProvider source, DateOnly day, List<LedgerEntry> ours, IReadOnlyList<ProviderMovement> theirs, CancellationToken ct)
    {
        var known = theirs.Select(KeyOf).ToHashSet();
        var missing = ours.Where(entry => !known.Contains((entry.SubjectId, entry.Kind == EntryKind.Reversal))).ToList();
        if (missing.Count == 0)
        {
            return [];
        }

        known.UnionWith((await source.ReportAsync(day.AddDays(-1), ct)).Select(KeyOf));
        known.UnionWith((await source.ReportAsync(day.AddDays(1), ct)).Select(KeyOf));
        return missing.FindAll(entry => !known.Contains((entry.SubjectId, entry.Kind == EntryKind.Reversal)));
    }

    /// <summary>Our name for it: the attempt, or the refund whose key begins with its id.</summary>
    private static Guid SubjectOf(ProviderMovement line) =>
        line.Kind == MovementKind.Refund && Guid.TryParse(line.Key.Split('-')[0], out var refund) ? refund : line.AttemptId;

    private static (Guid Subject, bool IsReversal) KeyOf(ProviderMovement line) => (SubjectOf(line), line.Kind == MovementKind.Reversal);

    private static MovementKind KindOf(LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.RefundPaid => MovementKind.Refund,
        EntryKind.Reversal => MovementKind.Reversal,
        _ => MovementKind.Payment,
    };
}

internal sealed record Comparison(DateOnly Day, int Matched, IReadOnlyList<DayTotal> Totals, IReadOnlyList<Leftover> Leftovers);

/// <param name="Cents">Of the provider's book.</param>
internal sealed record DayTotal(string Currency, long Cents);

/// <param name="Reference">The payment's, where we know one.</param>
/// <param name="Theirs">Null where only we have it.</param>
/// <param name="Ours">Null where only the provider has it.</param>
internal sealed record Leftover(MovementKind Kind, Guid Subject, string? Reference, long? Theirs, long? Ours, string Currency);
