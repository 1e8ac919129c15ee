using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace OneStop.Observatory.Bulletins;

/// <summary>The one draft of a kind that forecasters work on together, kept as typed, right or wrong. Its version rises for ever, so that nobody writes over what they have not seen.</summary>
internal sealed class BulletinDraft
{
    public required BulletinKind Kind { get; init; }

    /// <summary>The form's fields as JSON; an empty object: nothing is being written.</summary>
    public string Fields { get; private set; } = "{}";

    public Guid WrittenBy { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    public int Version { get; private set; } = 1;

    internal bool IsEmpty => Fields == "{}";

    internal void Write(BulletinFields fields, Guid forecaster, DateTimeOffset now) =>
        (Fields, WrittenBy, WrittenAt) = (JsonSerializer.Serialize(fields.Values, DataFile.Json), forecaster, now);

    internal BulletinFields Read() => new(JsonSerializer.Deserialize<Dictionary<string, string>>(Fields, DataFile.Json)!);

    internal static void Map(ModelBuilder model) => model.Entity<BulletinDraft>(e =>
    {
        e.ToTable("Drafts").HasKey(draft => draft.Kind);
        e.Ignore(draft => draft.IsEmpty);
    });
}
