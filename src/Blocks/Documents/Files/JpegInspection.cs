using System.Buffers.Binary;
using OneStop.Documents.Contracts;

namespace OneStop.Documents.Files;

/// <summary>JPEG (ITU-T T.81): markers and segments up to the scans, the scans to the end marker, and nothing behind it.</summary>
internal static class JpegInspection
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    internal static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    internal static string? Inspect(ReadOnlySpan<byte> file)
    {
        var at = 2;
        var (hasFrame, hasScan) = (false, false);
        while (at + 1 < file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            at += 2;
            if (marker == EndOfImage)
            {
                return !hasFrame || !hasScan ? Refusal.Damaged : at == file.Length ? null : Refusal.TrailingData;
            }

            if (file.Length - at < 2 || BinaryPrimitives.ReadUInt16BigEndian(file[at..]) is var length && (length < 2 || length > file.Length - at))
            {
                return Refusal.Damaged;
            }

            // Start of frame is C0 to CF but for tables (C4), arithmetic conditioning (CC) and the reserved C8.
            hasFrame |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            at += length;
            if (marker == StartOfScan)
            {
                hasScan = true;
                at = EndOfScan(file, at);
            }
        }

        return Refusal.Damaged;
    }

    /// <summary>Where the next true marker stands: within a scan FF is followed by a stuffed zero or a restart marker.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && !(file[at] == 0xFF && file[at + 1] is not (0 or >= 0xD0 and <= 0xD7)))
        {
            at++;
        }

        return at;
    }
}
