using System.Buffers.Binary;
using OneStop.Documents.Contracts;

namespace OneStop.Documents.Files;

/// <summary>PNG (ISO/IEC 15948): every chunk's length and checksum, from the header to the end and nothing behind it.</summary>
internal static class PngInspection
{
    internal static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    internal static string? Inspect(ReadOnlySpan<byte> file)
    {
        var at = Signature.Length;
        for (var first = true; ; first = false)
        {
            if (file.Length - at < 12)
            {
                return Refusal.Damaged;
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                return Refusal.Damaged;
            }

            var typed = file.Slice(at + 4, (int)length + 4);
            var isHeader = typed[..4].SequenceEqual("IHDR"u8) && length == 13 && !typed[4..12].SequenceEqual(new byte[8]);
            if (first != isHeader || BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]) != Crc(typed))
            {
                return Refusal.Damaged;
            }

            at += 12 + (int)length;
            if (typed[..4].SequenceEqual("IEND"u8))
            {
                return at == file.Length ? null : Refusal.TrailingData;
            }
        }
    }

    // Annex D: the CRC of ISO/IEC 3309, over type and data.
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n =>
        Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];
}
