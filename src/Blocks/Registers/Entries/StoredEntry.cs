using System.Text.Json.Nodes;
using OneStop.Platform.Json;
using OneStop.Registers.Contracts;

namespace OneStop.Registers.Entries;

/// <summary>One row of a register. It is written once; the database refuses to change or delete it.</summary>
internal sealed class StoredEntry
{
    public required string Register { get; init; }
    public required string Key { get; init; }
    public int Number { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public required string Cause { get; init; }

    /// <summary>The canonical form, over which the hash is taken, so that anybody can take it again.</summary>
    public required string Content { get; init; }

    public required string Hash { get; init; }

    internal static StoredEntry From(NewEntry entry, int number, DateTimeOffset recordedAt)
    {
        var canonical = CanonicalJson.Write(entry.Content);
        return new StoredEntry
        {
            Register = entry.Register,
            Key = entry.Key,
            Number = number,
            ValidFrom = entry.ValidFrom,
            RecordedAt = recordedAt,
            Cause = entry.Cause,
            Content = canonical,
            Hash = CanonicalJson.Hash(canonical),
        };
    }

    internal Entry ToEntry() => new(Register, Key, Number, ValidFrom, RecordedAt, Cause, JsonNode.Parse(Content)!.AsObject(), Hash);
}
