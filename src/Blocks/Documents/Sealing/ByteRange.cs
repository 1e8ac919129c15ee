using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OneStop.Documents.Sealing;

/// <summary>What a PDF signature covers: all before and all behind the gap in which it stands itself (ISO 32000-1, 12.8.1).</summary>
internal sealed partial record ByteRange(int GapStart, int GapEnd, int End)
{
    /// <summary>The file's only signature; null where there is none, several, or one that makes no sense.</summary>
    internal static ByteRange? Find(byte[] pdf)
    {
        var all = Pattern().Matches(Encoding.Latin1.GetString(pdf));
        if (all.Count != 1 || !all[0].Groups.Values.Skip(1).All(number => int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        var numbers = all[0].Groups.Values.Skip(1).Select(number => long.Parse(number.Value, CultureInfo.InvariantCulture)).ToArray();
        var end = numbers[2] + numbers[3];
        var sound = numbers[0] == 0 && numbers[1] < numbers[2] && end <= pdf.Length && pdf[numbers[1]] == '<' && pdf[numbers[2] - 1] == '>';
        return sound ? new ByteRange((int)numbers[1], (int)numbers[2], (int)end) : null;
    }

    internal byte[] Covered(byte[] pdf) => [.. pdf.AsSpan(0, GapStart), .. pdf.AsSpan(GapEnd, End - GapEnd)];

    [GeneratedRegex(@"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")]
    private static partial Regex Pattern();
}
