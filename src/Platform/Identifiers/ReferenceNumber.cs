using System.Security.Cryptography;
using System.Text;

namespace OneStop.Platform.Identifiers;

/// <summary>
/// A number for people: <c>IC-7K3M-92QX-VD5</c>. Ten random symbols without I, L, O and U (Crockford's base 32) and a check symbol
/// by ISO 7064 MOD 37,36, so that one wrong symbol never names somebody else's case, and two swapped neighbours hardly ever do.
/// </summary>
public static class ReferenceNumber
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string CheckSymbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Random = 10;
    private const int BitsOfSymbol = 5;

    /// <param name="prefix">Two or three capital letters that name the kind.</param>
    public static string New(string prefix)
    {
        var body = RandomNumberGenerator.GetString(Symbols, Random);
        return Format(prefix, body + Check(prefix + body));
    }

    /// <summary>The number that stands for a value below 2^50: the same value gives the same number, two values never do.</summary>
    public static string Of(string prefix, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1L << (Random * BitsOfSymbol));
        var body = string.Create(Random, value, (symbols, left) =>
        {
            for (var i = symbols.Length - 1; i >= 0; i--, left >>= BitsOfSymbol)
            {
                symbols[i] = Symbols[(int)(left & (Symbols.Length - 1))];
            }
        });
        return Format(prefix, body + Check(prefix + body));
    }

    /// <summary>The number in its one written form, whatever spacing, case or width it was typed in; null where it is not one.</summary>
    public static string? Parse(string? typed)
    {
        var plain = new string((typed ?? "").Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).ToArray());
        if (plain.Length is < Random + 3 or > Random + 4)
        {
            return null;
        }

        var prefix = plain[..^(Random + 1)];
        var body = plain[^(Random + 1)..^1].Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return prefix.All(char.IsAsciiLetterUpper) && Check(prefix + body) == plain[^1] ? Format(prefix, body + plain[^1]) : null;
    }

    private static string Format(string prefix, string rest) => $"{prefix}-{rest[..4]}-{rest[4..8]}-{rest[8..]}";

    // ISO/IEC 7064, hybrid system MOD 37,36: M = 36.
    private static char Check(string text)
    {
        const int m = 36;
        var product = m;
        foreach (var symbol in text)
        {
            var sum = (product + CheckSymbols.IndexOf(symbol, StringComparison.Ordinal)) % m;
            product = (sum == 0 ? m : sum) * 2 % (m + 1);
        }

        return CheckSymbols[(m + 1 - product) % m];
    }
}
