using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Registers.Entries;
using OneStop.Registers.Log.Signing;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log;

/// <summary>
/// Writes the registers' logs: gives entries their places and signs heads. All of it happens under one lock for each register that all nodes
/// share, so that there is one order.
/// </summary>
internal sealed class RegisterLogs(FieldCipher cipher, IConfiguration configuration, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> published = new(StringComparer.Ordinal);

    /// <summary>The register's log, for this write alone; made where there is none.</summary>
    internal async Task<StoredLog> OpenAsync(Write write, string register, CancellationToken ct)
    {
        await write.LockAsync($"registers:log:{register}", ct);
        var db = write.Get<RegistersDb>();
        if (await db.Logs.FirstOrDefaultAsync(log => log.Register == register, ct) is { } known)
        {
            return known;
        }

        var made = new StoredLog { Register = register, Origin = Origin(register), SealedSecret = cipher.Encrypt(LogKey.NewSecret()) };
        db.Logs.Add(made);
        await db.SaveChangesAsync(ct);
        return made;
    }

    /// <summary>Puts entries at the log's end, in their order.</summary>
    internal static async Task AppendAsync(RegistersDb db, StoredLog log, IReadOnlyList<StoredEntry> entries, CancellationToken ct)
    {
        var leaves = entries.AsParallel().AsOrdered().Select(entry => TreeHash.Leaf(LeafJson.Of(entry))).ToList();
        var tree = await new StoredTree(db, log.Register).EdgeAsync(log.Size, ct);
        var tiles = new List<(Tile Tile, byte[] Hashes)>();
        leaves.ForEach(leaf => tree.Add(leaf, (tile, hashes) => tiles.Add((tile, hashes))));
        tiles.AddRange(tree.Unfilled());

        await db.InsertManyAsync(entries.Select((entry, i) => new StoredLeaf { Register = log.Register, Position = log.Size + i, Key = entry.Key, Number = entry.Number }), ct);
        await db.MergeManyAsync(tiles.ConvertAll(tile => new StoredTile { Register = log.Register, Path = tile.Tile.Path, Hashes = tile.Hashes }), ct);
        log.GrowBy(entries.Count);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Signs the log as it stands. It signs nothing that does not begin with what was signed before: two heads that contradict each other would
    /// be proof against the register for ever.
    /// </summary>
    internal async Task SignAsync(RegistersDb db, StoredLog log, CancellationToken ct)
    {
        var tree = new StoredTree(db, log.Register);
        var last = await db.Heads.Where(head => head.Register == log.Register).OrderByDescending(head => head.Number).FirstOrDefaultAsync(ct);
        if (last is not null && (last.Size > log.Size || !(await tree.RootAsync(last.Size, ct)).AsSpan().SequenceEqual(last.Root)))
        {
            throw new LogContradictedException($"The log of the register '{log.Register}' no longer holds what was signed at {last.SignedAt:O}: nothing more is signed. onestop verify --register {log.Register} says what was changed.");
        }

        var (root, now) = (await tree.RootAsync(log.Size, ct), time.GetStoredNow());
        db.Heads.Add(log.Sign(root, now, KeyOf(log).Sign(log.Size, root, now).ToString()));
    }

    internal LogKey KeyOf(StoredLog log) => LogKey.From(log.Origin, cipher.Decrypt(log.SealedSecret));

    /// <summary>The public keys that a log's heads are signed with; none where there is no log. They never change, and making them costs more than a proof.</summary>
    internal async Task<IReadOnlyList<string>> KeysAsync(RegistersDb db, string register, CancellationToken ct)
    {
        if (published.TryGetValue(register, out var known))
        {
            return known;
        }

        return await db.Logs.AsNoTracking().FirstOrDefaultAsync(log => log.Register == register, ct) is { } log
            ? published.GetOrAdd(register, [.. KeyOf(log).Verifiers.Select(key => key.ToString())]) : [];
    }

    /// <summary>The log's address without its scheme, as the standard likes it; kept from then on, wherever the site moves.</summary>
    private string Origin(string register) =>
        $"{(Uri.TryCreate(configuration["PublicUrl"], UriKind.Absolute, out var site) ? site.Authority : "onestop.invalid")}{LogAddress.Of(register)}";
}

/// <summary>The stored log is not the one that was signed: somebody has touched it.</summary>
internal sealed class LogContradictedException(string message) : Exception(message);

/// <summary>Where a register's log is published: the prefix of c2sp.org/tlog-tiles.</summary>
internal static class LogAddress
{
    internal const string Root = "/api/register-logs";

    internal static string Of(string register) => $"{Root}/{register}";
}
