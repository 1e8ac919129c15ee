using System.Text.Json.Nodes;

namespace OneStop.Registers.Contracts;

/// <summary>Typed, append-only registers. What a register says of a key is its last entry; nothing overwrites what it said before.</summary>
public interface IRegisters
{
    /// <summary>Appends one entry in the caller's write. The same <see cref="NewEntry.Cause"/> for the same register and key is one entry.</summary>
    Task<Entry> AppendAsync(NewEntry entry, CancellationToken ct = default);

    /// <summary>The last entry; null where the register does not know the key.</summary>
    Task<Entry?> FindAsync(string register, string key, CancellationToken ct = default);

    /// <summary>What the register said of the key at the end of a day in Hong Kong: its last entry then that already held.</summary>
    Task<Entry?> AsAtAsync(string register, string key, DateOnly day, CancellationToken ct = default);

    /// <summary>All entries of a key, the oldest first.</summary>
    Task<IReadOnlyList<Entry>> HistoryAsync(string register, string key, CancellationToken ct = default);

    /// <summary>
    /// Loads many first entries fast, in slices of some thousands: demonstration data and migrations from older registers. Each counts
    /// as recorded on the day from which it holds, as the older register had it. A key that is there already refuses its slice.
    /// </summary>
    Task LoadAsync(IAsyncEnumerable<NewEntry> entries, CancellationToken ct = default);
}

/// <param name="Register">Its name, <c>companies</c>; registered by the owner with <c>services.AddRegister(…)</c>.</param>
/// <param name="Key">Stands in addresses, so without a slash.</param>
/// <param name="ValidFrom">From when it holds in the world; when it was recorded the block notes itself.</param>
/// <param name="Cause">What brought it about: <c>filing/ID</c>.</param>
/// <param name="Content">Public particulars only: registers never hold sealed ones.</param>
public sealed record NewEntry(string Register, string Key, DateOnly ValidFrom, string Cause, JsonObject Content);

/// <param name="Number">The key's first entry is 1.</param>
/// <param name="Hash">SHA-256 over the canonical content, in hexadecimal.</param>
public sealed record Entry(string Register, string Key, int Number, DateOnly ValidFrom, DateTimeOffset RecordedAt, string Cause, JsonObject Content, string Hash);

/// <summary>A register's name and words; its owner registers it.</summary>
/// <param name="TextPrefix">Texts below it: <c>.title</c>, <c>.summary</c>, and <c>.field.NAME</c> for particulars that should read better than their names.</param>
public sealed record RegisterDefinition(string Name, string Department, string TextPrefix);
