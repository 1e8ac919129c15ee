using System.Buffers.Binary;
using System.Text;

namespace OneStop.Documents.Certificates.Drawing;

/// <summary>Which characters a TrueType font has, read from its segmented coverage (OpenType 'cmap', format 12).</summary>
internal sealed class Coverage
{
    private readonly (uint First, uint Last)[] segments;

    private Coverage((uint First, uint Last)[] segments) => this.segments = segments;

    internal bool Has(Rune rune)
    {
        var (low, high) = (0, segments.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (rune.Value < segments[middle].First)
            {
                high = middle - 1;
            }
            else if (rune.Value > segments[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    internal static Coverage Of(ReadOnlySpan<byte> font)
    {
        var tables = Number16(font, 4);
        for (var i = 0; i < tables; i++)
        {
            if (font.Slice(12 + (16 * i), 4).SequenceEqual("cmap"u8))
            {
                return new Coverage(Segments(font[(int)Number32(font, 12 + (16 * i) + 8)..]));
            }
        }

        throw new InvalidDataException("The font has no 'cmap'.");
    }

    private static (uint First, uint Last)[] Segments(ReadOnlySpan<byte> map)
    {
        var encodings = Number16(map, 2);
        for (var i = 0; i < encodings; i++)
        {
            var table = map[(int)Number32(map, 4 + (8 * i) + 4)..];
            if (Number16(table, 0) == 12)
            {
                var segments = new (uint, uint)[Number32(table, 12)];
                for (var group = 0; group < segments.Length; group++)
                {
                    segments[group] = (Number32(table, 16 + (12 * group)), Number32(table, 16 + (12 * group) + 4));
                }

                return segments;
            }
        }

        throw new InvalidDataException("The font's 'cmap' has no format 12.");
    }

    private static int Number16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Number32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
