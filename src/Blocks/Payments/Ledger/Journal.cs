using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace OneStop.Payments.Ledger;

/// <summary>The ledger as a plain-text journal that hledger (and Ledger, and Beancount's importers) read, so that anybody can add it up again.</summary>
internal sealed class Journal(PaymentsDb db)
{
    public const string ContentType = "text/plain; charset=utf-8";

    public async Task WriteAsync(Stream to, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync("; OneStop general ledger\n\ncommodity HKD 1.00\n".AsMemory(), ct);
        var entries = db.LedgerEntries.Include(entry => entry.Postings).OrderBy(entry => entry.Number).AsSplitQuery().AsNoTracking().AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(ct))
        {
            await writer.WriteLineAsync(Render(entry).AsMemory(), ct);
        }
    }

    private static string Render(LedgerEntry entry)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{entry.Day:yyyy-MM-dd} * ({entry.Number}) {entry.Kind} {entry.Reference}  ; subject:{entry.SubjectId}, hash:{entry.Hash}\n");
        foreach (var posting in entry.Postings.OrderBy(posting => posting.Line))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {posting.Account}  {entry.Currency} {posting.Cents / 100m:0.00}\n");
        }

        return text.ToString();
    }
}
