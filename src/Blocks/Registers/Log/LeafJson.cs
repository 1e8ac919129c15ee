using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OneStop.Platform.Json;
using OneStop.Registers.Entries;

namespace OneStop.Registers.Log;

/// <summary>
/// What a leaf of the log holds: the whole entry, exactly as the API answers it, in its canonical form (RFC 8785). Whoever has the entry's
/// JSON can make the leaf.
/// </summary>
internal static class LeafJson
{
    internal static byte[] Of(StoredEntry entry) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"cause":{{Quoted(entry.Cause)}},"content":{{entry.Content}},"hash":"{{entry.Hash}}","key":{{Quoted(entry.Key)}},"number":{{entry.Number}},"recordedAt":"{{entry.RecordedAt.ToUniversalTime():yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz}}","register":{{Quoted(entry.Register)}},"validFrom":"{{entry.ValidFrom:yyyy-MM-dd}}"}"""));

    private static string Quoted(string text) => CanonicalJson.Write(JsonValue.Create(text));
}
