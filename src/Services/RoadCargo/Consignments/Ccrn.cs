using System.Globalization;
using System.Text;

namespace OneStop.RoadCargo.Consignments;

/// <summary>
/// A customs cargo reference number: 14 digits, of which the first two name the series (one for each node), the next eleven count, and
/// the last is a check digit by ISO/IEC 7064 MOD 11,10, which finds every single wrong digit and nearly every swapped pair.
/// Kept as the number it is: eight bytes, in the order of issue within a series.
/// </summary>
internal static class Ccrn
{
    internal const int Length = 14;
    internal const int FirstSeries = 10;
    internal const int LastSeries = 99;
    internal const long LongestSeries = 99_999_999_999;

    private const int Modulus = 10;

    internal static long Of(int series, long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(series, FirstSeries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(series, LastSeries);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, LongestSeries);
        var body = (series * (LongestSeries + 1)) + number;
        return (body * 10) + Check(body.ToString(CultureInfo.InvariantCulture));
    }

    internal static string Format(long ccrn) => ccrn.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number that was typed, whatever its spacing, dashes or width; null where it is none.</summary>
    internal static long? Parse(string? typed)
    {
        if (typed is null || typed.Length > 4 * Length)
        {
            return null;
        }

        var plain = string.Concat(string.Concat(typed.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Where(symbol => !char.IsWhiteSpace(symbol) && symbol is not ('-' or '‐' or '–')));
        return plain.Length == Length && plain[0] != '0' && plain.All(char.IsAsciiDigit) && Check(plain[..^1]) == plain[^1] - '0'
            ? long.Parse(plain, CultureInfo.InvariantCulture)
            : null;
    }

    private static int Check(string digits)
    {
        var product = Modulus;
        foreach (var digit in digits)
        {
            var sum = (product + digit - '0') % Modulus;
            product = (sum == 0 ? Modulus : sum) * 2 % (Modulus + 1);
        }

        return (Modulus + 1 - product) % Modulus;
    }
}
