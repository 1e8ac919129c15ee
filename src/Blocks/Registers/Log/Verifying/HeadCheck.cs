using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneStop.Registers.Log.Signing;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log.Verifying;

/// <summary>Holds a tree that is being built again against each head that was signed on its way.</summary>
internal sealed class HeadCheck(RegistersDb db, StoredLog log, IReadOnlyList<VerifierKey> keys, List<RegisterFault> faults)
{
    private const int Page = 1_000;
    private readonly Queue<StoredHead> ahead = [];
    private int read;
    private int next = 1;
    private long held;
    private bool isBroken;

    /// <summary>After each leaf.</summary>
    internal async Task CheckAsync(GrowingTree tree, CancellationToken ct)
    {
        await FillAsync(ct);
        byte[]? root = null;
        while (ahead.TryPeek(out var head) && head.Size <= tree.Size)
        {
            ahead.Dequeue();
            CheckNote(head);
            if (isBroken)
            {
                continue;
            }

            if (head.Size < tree.Size || !head.Root.AsSpan().SequenceEqual(root ??= tree.Root()))
            {
                isBroken = true;
                faults.Add(new(RegisterFaultKind.HeadBroken, string.Create(CultureInfo.InvariantCulture, $"{Named(head)}, places {held} to {head.Size - 1}")));
            }

            held = head.Size;
            await FillAsync(ct);
        }
    }

    /// <summary>Heads that the log does not reach, and those that are gone.</summary>
    internal async Task EndAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        while (ahead.TryDequeue(out var head))
        {
            CheckNote(head);
            faults.Add(new(RegisterFaultKind.HeadBroken, string.Create(CultureInfo.InvariantCulture, $"{Named(head)} of {head.Size} entries, where the log has {log.Size}")));
            await FillAsync(ct);
        }

        Miss(log.Heads + 1);
    }

    private async Task FillAsync(CancellationToken ct)
    {
        if (ahead.Count > 0 || read >= log.Heads)
        {
            return;
        }

        var page = await db.Heads.Where(head => head.Register == log.Register && head.Number > read && head.Number <= log.Heads).OrderBy(head => head.Number).Take(Page).ToListAsync(ct);
        page.ForEach(ahead.Enqueue);
        read = page.Count > 0 ? page[^1].Number : log.Heads;
    }

    private void CheckNote(StoredHead head)
    {
        Miss(head.Number);
        next = head.Number + 1;
        if (SignedNote.Parse(head.Note) is not { } note || !note.Check(keys).IsSigned || Checkpoint.Parse(note.Body) is not { } signed
            || signed.Size != head.Size || signed.Origin != log.Origin || !signed.Root.AsSpan().SequenceEqual(head.Root))
        {
            faults.Add(new(RegisterFaultKind.HeadForged, Named(head)));
        }
    }

    private void Miss(int upTo)
    {
        for (; next < upTo && faults.Count < RegisterVerdict.MostFaults; next++)
        {
            faults.Add(new(RegisterFaultKind.HeadGone, string.Create(CultureInfo.InvariantCulture, $"Head {next}")));
        }
    }

    private static string Named(StoredHead head) => string.Create(CultureInfo.InvariantCulture, $"Head {head.Number} of {head.SignedAt:yyyy-MM-dd HH:mm:ss} UTC");
}
