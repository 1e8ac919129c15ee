using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Gate;

/// <summary>
/// The centre's signed list, on disk and ready to be asked by plate. A list is taken only with the signature of the key that the first
/// one came with; the file outlives the program, so that a control point that starts without its centre still knows its trucks.
/// </summary>
internal sealed class ExpectedTrucks
{
    private readonly string file;
    private readonly string keyFile;
    private readonly string point;
    private volatile Listed? now;

    internal ExpectedTrucks(string directory, string point)
    {
        Directory.CreateDirectory(directory);
        (file, keyFile, this.point) = (Path.Combine(directory, $"expected-{point}.jws"), Path.Combine(directory, "centre-key.pem"), point);
        if (HasKey && File.Exists(file))
        {
            now = Read(File.ReadAllText(file), tag: null);
        }
    }

    /// <summary>When the list was drawn up; null: there is none yet.</summary>
    internal DateTimeOffset? DrawnUpAt => now?.Snapshot.At;

    /// <summary>The tag under which the centre knows the list; null after a start.</summary>
    internal string? Tag => now?.Tag;

    internal int Count => now?.Snapshot.Trucks.Count ?? 0;

    internal bool HasKey => File.Exists(keyFile);

    internal IReadOnlyList<ExpectedTruck> Find(string plate) => now?.ByPlate.GetValueOrDefault(plate) ?? [];

    /// <summary>Trusted from now on.</summary>
    internal void TakeKey(string pem) => Write(keyFile, pem);

    /// <summary>Takes the list, on disk first; false, and the one before stands, where it is not signed by the centre or is another control point's.</summary>
    internal bool Take(string signed, string? tag)
    {
        if (Read(signed, tag) is not { } read || read.Snapshot.At < DrawnUpAt)
        {
            return false;
        }

        Write(file, signed);
        now = read;
        return true;
    }

    private Listed? Read(string signed, string? tag)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyFile));
        return Jws.Verify(key, signed.Trim()) is { } payload && JsonSerializer.Deserialize<Snapshot>(payload, CargoJson.Options) is { } snapshot && snapshot.ControlPoint == point
            ? new Listed(snapshot, snapshot.Trucks.GroupBy(truck => truck.Plate).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal), tag)
            : null;
    }

    /// <summary>Whole or not at all, whenever the machine stops.</summary>
    private static void Write(string path, string text)
    {
        var fresh = path + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    private sealed record Listed(Snapshot Snapshot, FrozenDictionary<string, ExpectedTruck[]> ByPlate, string? Tag);
}
