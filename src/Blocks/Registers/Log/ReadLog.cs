using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Registers.Entries;
using OneStop.Registers.Log.Proofs;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log;

/// <summary>Answers from a register's log. It shows only what has been signed, so that whatever was seen can be proved.</summary>
internal sealed class ReadLog(RegistersDb db, RegisterLogs logs)
{
    private static readonly HotQuery<RegistersDb, string, int, StoredHead?> Newest = new((db, register, below) =>
        db.Heads.AsNoTracking().Where(head => head.Register == register && head.Number < below).OrderByDescending(head => head.Number).FirstOrDefault());

    /// <summary>The last head; null where nothing has been signed yet.</summary>
    internal Task<StoredHead?> HeadAsync(string register, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Newest.RunAsync(db, register, int.MaxValue);
    }

    internal Task<StoredHead?> FirstHeadAsync(string register, CancellationToken ct) =>
        db.Heads.Where(head => head.Register == register).OrderBy(head => head.Number).FirstOrDefaultAsync(ct);

    /// <summary>The last head signed before a moment.</summary>
    internal Task<StoredHead?> HeadBeforeAsync(string register, DateTimeOffset moment, CancellationToken ct) =>
        db.Heads.Where(head => head.Register == register && head.SignedAt < moment).OrderByDescending(head => head.SignedAt).FirstOrDefaultAsync(ct);

    /// <summary>The newest first, those before a number where one is given.</summary>
    internal async Task<IReadOnlyList<StoredHead>> HeadsAsync(string register, int? before, int most, CancellationToken ct) =>
        await db.Heads.Where(head => head.Register == register && (before == null || head.Number < before)).OrderByDescending(head => head.Number).Take(most).ToListAsync(ct);

    internal Task<IReadOnlyList<string>> KeysAsync(string register, CancellationToken ct) => logs.KeysAsync(db, register, ct);

    /// <summary>The entries at places from <paramref name="from"/> up to but not including <paramref name="to"/>, in their order.</summary>
    internal async Task<IReadOnlyList<PlacedEntry>> EntriesAsync(string register, long from, long to, CancellationToken ct) =>
        (await (from leaf in db.Leaves
                where leaf.Register == register && leaf.Position >= @from && leaf.Position < to
                join entry in db.Entries on new { leaf.Register, leaf.Key, leaf.Number } equals new { entry.Register, entry.Key, entry.Number }
                orderby leaf.Position
                select new { leaf.Position, entry }).ToListAsync(ct)).ConvertAll(row => new PlacedEntry(row.Position, row.entry));

    internal Task<byte[]?> TileAsync(string register, Tile tile, CancellationToken ct) => new StoredTree(db, register).FindAsync(tile, ct);

    internal async Task<InclusionProof> InclusionAsync(string register, long index, long size, CancellationToken ct)
    {
        var hashes = await new StoredTree(db, register).HashAsync([new(index, index + 1), new(0, size), .. Proof.Inclusion(index, size)], ct);
        return new(index, size, Text(hashes[0]), Text(hashes[1]), [.. hashes.Skip(2).Select(Text)]);
    }

    internal async Task<ConsistencyProof> ConsistencyAsync(string register, long first, long second, CancellationToken ct)
    {
        var hashes = await new StoredTree(db, register).HashAsync([new(0, first), new(0, second), .. Proof.Consistency(first, second)], ct);
        return new(
            ConsistencyProof.Name, first, Text(hashes[0]), second, Text(hashes[1]), [.. hashes.Skip(2).Select(Text)],
            await NoteAsync(register, first, ct), await NoteAsync(register, second, ct), await KeysAsync(register, ct));
    }

    /// <summary>Null where the register has no such entry, or its place is not signed yet.</summary>
    internal async Task<ProofBundle?> ProveAsync(string register, string key, int number, CancellationToken ct)
    {
        var placed = await (from leaf in db.Leaves
                            where leaf.Register == register && leaf.Key == key && leaf.Number == number
                            join entry in db.Entries on new { leaf.Register, leaf.Key, leaf.Number } equals new { entry.Register, entry.Key, entry.Number }
                            select new { leaf.Position, entry }).FirstOrDefaultAsync(ct);
        if (placed is null || await HeadAsync(register, ct) is not { } head || placed.Position >= head.Size)
        {
            return null;
        }

        var path = await new StoredTree(db, register).HashAsync(Proof.Inclusion(placed.Position, head.Size), ct);
        return new(ProofBundle.Name, JsonNode.Parse(LeafJson.Of(placed.entry))!.AsObject(), placed.Position, head.Size, [.. path.Select(Text)], head.Note, await KeysAsync(register, ct));
    }

    internal Task<bool> KnowsAsync(string register, string key, int number, CancellationToken ct) =>
        db.Entries.AnyAsync(stored => stored.Register == register && stored.Key == key && stored.Number == number, ct);

    private Task<string?> NoteAsync(string register, long size, CancellationToken ct) =>
        db.Heads.Where(head => head.Register == register && head.Size == size).OrderBy(head => head.Number).Select(head => head.Note).FirstOrDefaultAsync(ct);

    private static string Text(byte[] hash) => Convert.ToBase64String(hash);
}

/// <param name="Position">Its place in the log, from 0.</param>
internal sealed record PlacedEntry(long Position, StoredEntry Entry);
