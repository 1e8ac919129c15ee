using System.Text;

namespace OneStop.Platform.Identifiers;

/// <summary>
/// The number of a Hong Kong identity card: one or two letters, six digits, and a check symbol. The letters count A = 10 … Z = 35, a
/// missing first one 36; weights 9 to 2, then 1 for the check symbol, modulo 11 (10 is written A).
/// </summary>
public static class IdentityCardNumber
{
    private const int Digits = 6;
    private const int Missing = 36;

    public static bool IsValid(string typed)
    {
        var number = Plain(typed);
        var letters = number.TakeWhile(char.IsAsciiLetterUpper).Count();
        if (letters is < 1 or > 2 || number.Length != letters + Digits + 1 || !number[letters..^1].All(char.IsAsciiDigit))
        {
            return false;
        }

        return number[^1] == CheckSymbol(number[..^1]);
    }

    /// <summary>In its one written form, <c>A123456(3)</c>; null where it is no such number.</summary>
    public static string? Written(string typed) => IsValid(typed) && Plain(typed) is var number ? $"{number[..^1]}({number[^1]})" : null;

    /// <param name="body">Letters and digits without the check symbol.</param>
    internal static char CheckSymbol(string body)
    {
        var values = body.Select(symbol => char.IsAsciiDigit(symbol) ? symbol - '0' : symbol - 'A' + 10).ToList();
        if (values.Count == Digits + 1)
        {
            values.Insert(0, Missing);
        }

        var sum = values.Select((value, place) => value * (values.Count + 1 - place)).Sum();
        return ((11 - sum % 11) % 11) switch
        {
            10 => 'A',
            var digit => (char)('0' + digit),
        };
    }

    /// <summary>Capital letters and digits in one run, whatever brackets, spacing, case or width they were typed in.</summary>
    public static string Plain(string typed) =>
        string.Concat(typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
}
