using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace OneStop.Platform.Web.Components;

/// <summary>A day as it was typed into the three boxes of a <c>govuk-date</c>, in half or full width.</summary>
/// <param name="IsEmpty">Nothing stands in any of them.</param>
/// <param name="Day">Null where nothing was typed, or no day of the calendar.</param>
public readonly record struct TypedDay(bool IsEmpty, DateOnly? Day)
{
    private static readonly string[] Parts = ["year", "month", "day"];

    /// <param name="name">The field's.</param>
    /// <param name="boxes">What was sent under a name: the form's or the query's.</param>
    public static TypedDay Of(string name, Func<string, StringValues> boxes)
    {
        var typed = Array.ConvertAll(Parts, part => Narrow(boxes($"{name}-{part}").ToString().Trim()));
        return new(
            Array.TrueForAll(typed, part => part.Length == 0),
            DateOnly.TryParseExact(string.Join('-', typed), "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
    }

    private static string Narrow(string typed) => string.Concat(typed.Select(symbol => symbol is >= '０' and <= '９' ? (char)(symbol - '０' + '0') : symbol));
}
