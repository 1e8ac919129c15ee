using System.Globalization;
using System.Text;

namespace OneStop.Companies.Register;

/// <summary>A company's number: seven digits.</summary>
internal static class CompanyNumber
{
    internal const int Digits = 7;

    internal static string Format(long number) => number.ToString("D7", CultureInfo.InvariantCulture);

    internal static long? Parse(string? typed) => TypedDigits.Parse(typed, Digits);
}

/// <summary>A business registration number: eight digits.</summary>
internal static class BusinessNumber
{
    internal const int Digits = 8;

    internal static string Format(long number) => number.ToString("D8", CultureInfo.InvariantCulture);

    internal static long? Parse(string? typed) => TypedDigits.Parse(typed, Digits);
}

/// <summary>Digits as people type them: with spaces and dashes, in full width, without leading zeros.</summary>
internal static class TypedDigits
{
    private const int LongestTyped = 40;

    internal static long? Parse(string? typed, int digits)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > LongestTyped)
        {
            return null;
        }

        var plain = new StringBuilder(typed.Length);
        foreach (var symbol in typed)
        {
            if (char.IsDigit(symbol))
            {
                plain.Append((int)char.GetNumericValue(symbol));
            }
            else if (!char.IsWhiteSpace(symbol) && !char.IsControl(symbol) && symbol is not ('-' or '－'))
            {
                return null;
            }
        }

        return plain.Length > 0 && plain.Length <= digits && long.Parse(plain.ToString(), CultureInfo.InvariantCulture) is > 0 and var number ? number : null;
    }
}
