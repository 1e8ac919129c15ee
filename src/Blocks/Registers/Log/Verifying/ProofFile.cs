using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneStop.Platform.Json;
using OneStop.Registers.Log.Proofs;
using OneStop.Registers.Log.Signing;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log.Verifying;

/// <summary>Checks a proof with nothing but the proof: no database, no connection.</summary>
internal static class ProofFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { AllowDuplicateProperties = false, PropertyNameCaseInsensitive = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <param name="trusted">The keys known from elsewhere; where there are none, those that the file brings are used, and the verdict says so.</param>
    internal static FileVerdict Check(string json, IReadOnlyCollection<VerifierKey> trusted)
    {
        try
        {
            using var file = JsonDocument.Parse(json);
            return file.RootElement.ValueKind == JsonValueKind.Object && file.RootElement.TryGetProperty("format", out var format) ? format.ToString() switch
            {
                ProofBundle.Name => Check(file.Deserialize<ProofBundle>(Strict)!, trusted),
                ConsistencyProof.Name => Check(file.Deserialize<ConsistencyProof>(Strict)!, trusted),
                var other => Broken($"The file is of the format '{other}', which this program does not know."),
            }
            : Broken("The file is no proof of a register: it does not say its format.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return Broken($"The file is no proof of a register: {e.Message}");
        }
    }

    private static FileVerdict Check(ProofBundle bundle, IReadOnlyCollection<VerifierKey> trusted)
    {
        if (Signed(bundle.Checkpoint, bundle.Keys, trusted) is not { Head: { } head } signed)
        {
            return Unsigned("The register's head in the file is not signed by the register.");
        }

        if (Hashes(bundle.Path) is not { } path)
        {
            return Broken("The path is not made of SHA-256 hashes in base64.");
        }

        var leaf = TreeHash.Leaf(Encoding.UTF8.GetBytes(CanonicalJson.Write(bundle.Entry)));
        return bundle.TreeSize == head.Size && Proof.RootOf(leaf, bundle.LeafIndex, head.Size, path) is { } root && root.AsSpan().SequenceEqual(head.Root)
            ? new(true, string.Create(CultureInfo.InvariantCulture, $"The entry is in the register, exactly as it stands in the file: {Named(bundle.Entry)}, place {bundle.LeafIndex} of {head.Size}."), signed.Details)
            : Broken("The entry, or its place, is NOT what the register signed: something in the file was changed.");
    }

    private static FileVerdict Check(ConsistencyProof proof, IReadOnlyCollection<VerifierKey> trusted)
    {
        if (proof.SecondCheckpoint is null || Signed(proof.SecondCheckpoint, proof.Keys, trusted) is not { Head: { } second } signed)
        {
            return Unsigned("The later head in the file is not signed by the register.");
        }

        if (proof.FirstCheckpoint is not null && (Signed(proof.FirstCheckpoint, proof.Keys, trusted) is not { Head: { } first } || first.Size != proof.FirstSize || Text(first.Root) != proof.FirstRoot || first.Origin != second.Origin))
        {
            return Unsigned("The earlier head in the file is not the one that the register signed.");
        }

        return Hashes([proof.FirstRoot, .. proof.Path]) is [var root, .. var path] && second.Size == proof.SecondSize && Text(second.Root) == proof.SecondRoot
            && Proof.IsConsistent(proof.FirstSize, root, second.Size, second.Root, path)
            ? new(true, string.Create(CultureInfo.InvariantCulture, $"The register only grew: its {second.Size} entries begin with the {proof.FirstSize} of before, in the same order and unchanged."), signed.Details)
            : Broken("The later register does NOT begin with the earlier one: entries were changed, removed or moved, or the file was.");
    }

    private static (Checkpoint? Head, IReadOnlyList<string> Details) Signed(string text, IReadOnlyList<string> own, IReadOnlyCollection<VerifierKey> trusted)
    {
        var keys = trusted.Count > 0 ? trusted : [.. own.Select(VerifierKey.Parse).OfType<VerifierKey>()];
        if (SignedNote.Parse(text) is not { } note || note.Check(keys) is not { IsSigned: true, SignedAt: var at } || Checkpoint.Parse(note.Body) is not { } head || !keys.Any(key => key.Name == head.Origin)
            // Who signs with the time always does: a head without it was cut.
            || (at is null && keys.Any(key => key.Name == head.Origin && key.Type == VerifierKey.Ed25519Time)))
        {
            return (null, []);
        }

        var when = at is { } moment ? string.Create(CultureInfo.InvariantCulture, $" at {moment:yyyy-MM-dd HH:mm:ss} UTC") : "";
        return (head, [
            $"Signed by {head.Origin}{when}.",
            .. trusted.Count > 0 ? ["The signature was checked with the keys you gave."]
                : (IEnumerable<string>)["The keys came with the file. Compare them with those that the register publishes, or give them with --key:", .. keys.Select(key => $"  {key}")],
        ]);
    }

    private static List<byte[]>? Hashes(IEnumerable<string> texts)
    {
        var hashes = new List<byte[]>();
        foreach (var text in texts)
        {
            if (StrictBase64.Read(text) is not { Length: TreeHash.Size } hash)
            {
                return null;
            }

            hashes.Add(hash);
        }

        return hashes;
    }

    private static string Named(JsonObject entry) => $"{entry["register"]} {entry["key"]}, entry {entry["number"]}, in force from {entry["validFrom"]}";

    private static string Text(byte[] hash) => Convert.ToBase64String(hash);

    private static FileVerdict Broken(string said) => new(false, said, []);

    private static FileVerdict Unsigned(string said) => new(false, said, ["Keys that are given with --key must be the register's own."]);
}

internal sealed record FileVerdict(bool Holds, string Said, IReadOnlyList<string> Details)
{
    public override string ToString() => string.Join('\n', [Said, .. Details]);
}
