using System.Globalization;
using System.Text.Json;
using OneStop.Audit.Trail;
using OneStop.Platform.Secrets;

namespace OneStop.Audit.Chain;

/// <summary>
/// HMAC-SHA-256 over the line, its place and the hash before it. Keyed, so that whoever can write to the database but does not
/// hold the master key cannot lay a new chain over changed lines.
/// </summary>
internal static class LineHash
{
    internal static readonly string Beginning = new('0', 64);

    internal static string Of(FieldCipher cipher, string before, long position, StoredLine line) => cipher.KeyedHash(JsonSerializer.Serialize<string?[]>(
    [
        before,
        position.ToString(CultureInfo.InvariantCulture),
        line.Id.ToString(),
        line.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        line.ActorKind.ToString(),
        line.ActorId?.ToString(),
        line.ActorName,
        line.Action,
        line.Subject,
        line.PersonId?.ToString(),
        line.Purpose,
        line.Facts,
        line.Trace,
    ]));
}
