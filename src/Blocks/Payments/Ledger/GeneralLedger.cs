using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Ledger;

/// <summary>Double entry. Balances are the sums of the postings, nothing else.</summary>
internal sealed class GeneralLedger(PaymentsDb db, Write write, TimeProvider time)
{
    public static readonly string Beginning = new('0', 64);

    /// <summary>Posts in the write under way. The ledger is locked until that write ends, so call it late.</summary>
    public async Task PostAsync(
        EntryKind kind, Guid subjectId, Guid billId, string reference, string currency, IEnumerable<(string Account, long Cents)> postings, CancellationToken ct)
    {
        var lines = postings.Where(line => line.Cents != 0).Select((line, i) => (Line: i + 1, line.Account, line.Cents)).ToList();
        if (lines.Count < 2 || lines.Sum(line => line.Cents) != 0)
        {
            throw new InvalidOperationException($"An entry of {reference} does not balance.");
        }

        await write.LockAsync("payments-ledger", ct);
        var last = await db.LedgerEntries.AsNoTracking().OrderByDescending(entry => entry.Number).Select(entry => new { entry.Number, entry.Hash }).FirstOrDefaultAsync(ct);
        var number = (last?.Number ?? 0) + 1;
        var at = Milliseconds(time.GetUtcNow());
        var previous = last?.Hash ?? Beginning;
        db.LedgerEntries.Add(new LedgerEntry
        {
            Number = number,
            At = at,
            Day = HongKong.DayOf(at),
            Kind = kind,
            SubjectId = subjectId,
            BillId = billId,
            Reference = reference,
            Currency = currency,
            PreviousHash = previous,
            Hash = Hash(previous, number, at, kind, subjectId, reference, currency, lines.Select(line => (line.Account, line.Cents))),
            Postings = lines.ConvertAll(line => new Posting { EntryNumber = number, Line = line.Line, Account = line.Account, Cents = line.Cents }),
        });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Reads the whole chain: the number of the first entry that was altered, removed or does not balance; null for an intact ledger.</summary>
    public async Task<long?> FindBreakAsync(CancellationToken ct)
    {
        var (previous, expected) = (Beginning, 1L);
        await foreach (var entry in db.LedgerEntries.AsNoTracking().Include(entry => entry.Postings).OrderBy(entry => entry.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            var postings = entry.Postings.OrderBy(posting => posting.Line).Select(posting => (posting.Account, posting.Cents)).ToList();
            var hash = Hash(previous, entry.Number, entry.At, entry.Kind, entry.SubjectId, entry.Reference, entry.Currency, postings);
            if (entry.Number != expected || entry.PreviousHash != previous || entry.Hash != hash || postings.Sum(posting => posting.Cents) != 0)
            {
                return expected;
            }

            (previous, expected) = (entry.Hash, expected + 1);
        }

        return null;
    }

    public Task<List<Balance>> BalancesAsync(CancellationToken ct) =>
        (from posting in db.Postings
         join entry in db.LedgerEntries on posting.EntryNumber equals entry.Number
         group posting by new { posting.Account, entry.Currency } into account
         orderby account.Key.Account, account.Key.Currency
         select new Balance(account.Key.Account, account.Key.Currency, account.Sum(posting => posting.Cents))).ToListAsync(ct);

    private static string Hash(
        string previous, long number, DateTimeOffset at, EntryKind kind, Guid subjectId, string reference, string currency, IEnumerable<(string Account, long Cents)> postings)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{previous}\n{number}\n{at.ToUnixTimeMilliseconds()}\n{kind}\n{subjectId}\n{reference}\n{currency}\n") +
            string.Join('\n', postings.Select(posting => string.Create(CultureInfo.InvariantCulture, $"{posting.Account} {posting.Cents}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}

internal sealed record Balance(string Account, string Currency, long Cents);
