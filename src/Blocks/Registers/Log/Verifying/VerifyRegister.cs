using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneStop.Registers.Entries;
using OneStop.Registers.Log.Signing;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log.Verifying;

/// <summary>
/// Builds a register's whole tree again from its stored rows and holds it against everything that was signed. The hashes stored with the
/// log are held against the signatures, and the entries against those hashes: so a changed entry is named, and not only missed.
/// </summary>
internal sealed class VerifyRegister(RegistersDb db, RegisterLogs logs)
{
    private const int Chunk = 16 * Tile.Width;
    private readonly List<RegisterFault> faults = [];

    internal async Task<RegisterVerdict> RunAsync(string register, CancellationToken ct)
    {
        var log = await db.Logs.FirstOrDefaultAsync(stored => stored.Register == register, ct);
        var tree = new GrowingTree();
        if (log is not null)
        {
            var heads = new HeadCheck(db, log, logs.KeyOf(log).Verifiers, faults);
            for (var from = 0L; from < log.Size && !IsEnough; from += Chunk)
            {
                await CheckChunkAsync(log, tree, from, long.Min(from + Chunk, log.Size), heads, ct);
            }

            await CheckTilesAsync(register, [.. tree.Unfilled()], ct);
            await heads.EndAsync(ct);
        }

        await CheckStrayAsync(register, log?.Size ?? 0, ct);
        var waiting = await db.Waiting.CountAsync(entry => entry.Register == register, ct);
        return new(register, log?.Size ?? 0, waiting, log?.Heads ?? 0, Convert.ToBase64String(tree.Root()), [.. faults.Take(RegisterVerdict.MostFaults)]);
    }

    private bool IsEnough => faults.Count >= RegisterVerdict.MostFaults;

    private async Task CheckChunkAsync(StoredLog log, GrowingTree tree, long from, long to, HeadCheck heads, CancellationToken ct)
    {
        var rows = await db.Leaves.Where(leaf => leaf.Register == log.Register && leaf.Position >= from && leaf.Position < to)
            .LeftJoin(db.Entries, leaf => new { leaf.Register, leaf.Key, leaf.Number }, entry => new { entry.Register, entry.Key, entry.Number }, (leaf, entry) => new { leaf, entry })
            .ToListAsync(ct);
        var leaves = rows.AsParallel().Select(row => (row.leaf, Hash: row.entry is null ? null : TreeHash.Leaf(LeafJson.Of(row.entry)))).ToDictionary(row => row.leaf.Position);
        var tiles = await ReadAsync(log.Register, Enumerable.Range(0, Chunk / Tile.Width).Select(tile => new Tile(0, (from / Tile.Width) + tile)), ct);
        var filled = new List<(Tile, byte[])>();
        for (var place = from; place < to; place++)
        {
            var kept = Kept(tiles, place);
            var found = leaves.TryGetValue(place, out var leaf);
            if (!found)
            {
                Add(RegisterFaultKind.PlaceGone, Place(place));
            }
            else if (leaf.Hash is null)
            {
                Add(RegisterFaultKind.Removed, Entry(leaf.leaf.Key, leaf.leaf.Number, place));
            }
            else if (kept is not null && !kept.AsSpan().SequenceEqual(leaf.Hash))
            {
                Add(RegisterFaultKind.Changed, Entry(leaf.leaf.Key, leaf.leaf.Number, place));
            }

            if (kept is null)
            {
                Add(RegisterFaultKind.TreeChanged, Place(place));
            }

            tree.Add(kept ?? (found ? leaf.Hash : null) ?? TreeHash.Empty, (tile, hashes) => filled.Add((tile, hashes)));
            await heads.CheckAsync(tree, ct);
        }

        await CheckTilesAsync(log.Register, filled, ct);
    }

    private async Task CheckTilesAsync(string register, IReadOnlyList<(Tile Tile, byte[] Hashes)> built, CancellationToken ct)
    {
        var stored = await ReadAsync(register, built.Select(tile => tile.Tile), ct);
        foreach (var (tile, hashes) in built)
        {
            if (!stored.TryGetValue(tile.Path, out var kept) || !kept.AsSpan().SequenceEqual(hashes))
            {
                Add(RegisterFaultKind.TreeChanged, $"Tile {tile.Path}");
            }
        }
    }

    /// <summary>What stands where nothing should.</summary>
    private async Task CheckStrayAsync(string register, long size, CancellationToken ct)
    {
        var added = await db.Entries.Where(entry => entry.Register == register
                && !db.Leaves.Any(leaf => leaf.Register == entry.Register && leaf.Key == entry.Key && leaf.Number == entry.Number)
                && !db.Waiting.Any(waiting => waiting.Register == entry.Register && waiting.Key == entry.Key && waiting.Number == entry.Number))
            .Select(entry => new { entry.Key, entry.Number }).Take(RegisterVerdict.MostFaults).ToListAsync(ct);
        var gone = await db.Waiting.Where(waiting => waiting.Register == register
                && !db.Entries.Any(entry => waiting.Register == entry.Register && waiting.Key == entry.Key && waiting.Number == entry.Number))
            .Select(entry => new { entry.Key, entry.Number }).Take(RegisterVerdict.MostFaults).ToListAsync(ct);
        // The log may have grown while it was read: what counts is its end now.
        var end = long.Max(size, await db.Logs.Where(log => log.Register == register).Select(log => log.Size).FirstOrDefaultAsync(ct));
        var beyond = await db.Leaves.Where(leaf => leaf.Register == register && (leaf.Position < 0 || leaf.Position >= end)).Take(RegisterVerdict.MostFaults).ToListAsync(ct);
        added.ForEach(entry => Add(RegisterFaultKind.Added, Entry(entry.Key, entry.Number)));
        gone.ForEach(entry => Add(RegisterFaultKind.Removed, Entry(entry.Key, entry.Number)));
        beyond.ForEach(leaf => Add(RegisterFaultKind.PlaceBeyond, Entry(leaf.Key, leaf.Number, leaf.Position)));
    }

    private async Task<Dictionary<string, byte[]>> ReadAsync(string register, IEnumerable<Tile> tiles, CancellationToken ct)
    {
        var paths = tiles.Select(tile => tile.Path).ToArray();
        return await db.Tiles.Where(tile => tile.Register == register && paths.Contains(tile.Path)).ToDictionaryAsync(tile => tile.Path, tile => tile.Hashes, StringComparer.Ordinal, ct);
    }

    private static byte[]? Kept(Dictionary<string, byte[]> tiles, long place)
    {
        var at = (int)(place % Tile.Width) * TreeHash.Size;
        return tiles.TryGetValue(new Tile(0, place / Tile.Width).Path, out var hashes) && hashes.Length >= at + TreeHash.Size ? hashes[at..(at + TreeHash.Size)] : null;
    }

    private void Add(RegisterFaultKind kind, string where)
    {
        if (!IsEnough)
        {
            faults.Add(new(kind, where));
        }
    }

    private static string Place(long place) => string.Create(CultureInfo.InvariantCulture, $"Place {place}");

    private static string Entry(string key, int number, long? place = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{key}, entry {number}{(place is null ? "" : $" (place {place})")}");
}
