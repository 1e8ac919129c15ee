using System.Text.RegularExpressions;

namespace OneStop.Filings.Forms;

/// <summary>
/// The number of a Hong Kong identity card: one or two letters, six digits, and a check symbol. The letters count A = 10 … Z = 35, a
/// missing first one 36; weights 9 to 2, then 1 for the check symbol, modulo 11 (10 is written A).
/// </summary>
internal static partial class IdentityCard
{
    private const int MissingLetter = 36;

    /// <summary>In its one written form, <c>A123456(3)</c>; null where it is not one.</summary>
    public static string? Written(string typed)
    {
        if (Shape().Match(typed.ToUpperInvariant()) is not { Success: true } number)
        {
            return null;
        }

        var (body, check) = (number.Groups[1].Value + number.Groups[2].Value, number.Groups[3].Value[0]);
        return CheckSymbol(body) == check ? $"{body}({check})" : null;
    }

    private static char CheckSymbol(string body)
    {
        var values = body.Select(symbol => char.IsAsciiDigit(symbol) ? symbol - '0' : symbol - 'A' + 10).ToList();
        if (values.Count == 7)
        {
            values.Insert(0, MissingLetter);
        }

        var rest = (11 - values.Select((value, place) => value * (9 - place)).Sum() % 11) % 11;
        return rest == 10 ? 'A' : (char)('0' + rest);
    }

    [GeneratedRegex(@"^([A-Z]{1,2})\s?(\d{6})\s?\(?([\dA])\)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
