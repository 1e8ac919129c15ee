using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Audit.Trail;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Audit.Chain;

internal sealed class AuditChain(AuditDb db, Writes writes, FieldCipher cipher) : IAuditChain
{
    private const int Group = 500;

    /// <summary>
    /// Gives every line that has no place yet the next one. A line's place is decided here, under a lock that all nodes share, and not
    /// by its id: writes commit in another order than they took their ids.
    /// </summary>
    public async Task ExtendAsync(CancellationToken ct)
    {
        while (await db.Lines.AnyAsync(line => line.Position == null, ct) && await ExtendOnceAsync(ct) == Group)
        {
        }
    }

    private Task<int> ExtendOnceAsync(CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.LockAsync("audit:chain", ct);
        var db = write.Get<AuditDb>();
        var head = await db.Heads.SingleOrDefaultAsync(row => row.Id == ChainHead.Only, ct) ?? db.Heads.Add(new ChainHead()).Entity;
        var lines = await db.Lines.Where(line => line.Position == null).OrderBy(line => line.Id).Take(Group).ToListAsync(ct);
        foreach (var line in lines)
        {
            var position = head.Position + 1;
            line.Chain(position, LineHash.Of(cipher, head.Hash, position, line));
            head.MoveTo(position, line.Hash!);
        }

        return lines.Count;
    }, ct);

    public async Task<ChainVerdict> VerifyAsync(CancellationToken ct = default)
    {
        var head = await db.Heads.SingleOrDefaultAsync(row => row.Id == ChainHead.Only, ct) ?? new ChainHead();
        var faults = new List<ChainFault>();
        var (expected, before, lines) = (1L, LineHash.Beginning, 0L);
        await foreach (var line in ReadAsync(head.Position, ct))
        {
            for (; expected < line.Position && faults.Count < ChainVerdict.MostFaults; expected++)
            {
                faults.Add(new ChainFault(expected, ChainFaultKind.Removed));
            }

            var afterGap = faults is [.., { Kind: ChainFaultKind.Removed } last] && last.Position == line.Position - 1;
            if (!afterGap && line.Hash != LineHash.Of(cipher, before, line.Position!.Value, line))
            {
                faults.Add(new ChainFault(line.Position.Value, ChainFaultKind.Changed));
            }

            if (faults.Count >= ChainVerdict.MostFaults)
            {
                break;
            }

            (expected, before, lines) = (line.Position!.Value + 1, line.Hash!, lines + 1);
        }

        await EndAsync(head, expected, before, faults, ct);
        var waiting = await db.Lines.CountAsync(line => line.Position == null, ct);
        return new ChainVerdict(lines, waiting, before, [.. faults.Take(ChainVerdict.MostFaults)]);
    }

    private async Task EndAsync(ChainHead head, long expected, string before, List<ChainFault> faults, CancellationToken ct)
    {
        for (; expected <= head.Position && faults.Count < ChainVerdict.MostFaults; expected++)
        {
            faults.Add(new ChainFault(expected, ChainFaultKind.Removed));
        }

        if (faults.Count == 0 && head.Hash != before)
        {
            faults.Add(new ChainFault(head.Position, ChainFaultKind.Changed));
        }

        // The chain may have grown while it was read: what counts is its end now.
        var endsNow = await db.Heads.Where(now => now.Id == ChainHead.Only).Select(now => now.Position).SingleOrDefaultAsync(ct);
        var beyond = await db.Lines.Where(line => line.Position > endsNow || line.Position < 1).OrderBy(line => line.Position)
            .Select(line => line.Position!.Value).Take(ChainVerdict.MostFaults).ToListAsync(ct);
        faults.AddRange(beyond.Select(position => new ChainFault(position, ChainFaultKind.Beyond)));
    }

    private async IAsyncEnumerable<StoredLine> ReadAsync(long until, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var after = 0L;
        while (true)
        {
            var group = await db.Lines.Where(line => line.Position > after && line.Position <= until).OrderBy(line => line.Position).Take(Group * 4).ToListAsync(ct);
            foreach (var line in group)
            {
                yield return line;
            }

            if (group.Count == 0)
            {
                yield break;
            }

            after = group[^1].Position!.Value;
        }
    }
}
