using System.Globalization;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Readings;

/// <summary>Readings as comma-separated lines under the heading <c>station,quantity,at,value</c>; an empty value is a missing one.</summary>
internal static class SentCsv
{
    internal const string Heading = "station,quantity,at,value";
    private const int LongestLine = 200;

    internal static bool HasHeading(string text) => Lines(text).FirstOrDefault()?.Replace(" ", "", StringComparison.Ordinal) == Heading;

    /// <summary>The lines below the heading that are not empty.</summary>
    internal static IEnumerable<string> Rows(string text) => Lines(text).Skip(1).Where(line => line.Length > 0);

    internal static (SentReading? Sent, RuleProblem? Problem) Read(string line)
    {
        var fields = line.Length > LongestLine ? [] : line.Split(',');
        if (fields.Length != 4)
        {
            return (null, ReadingRules.Problem("", "row.invalid", Heading));
        }

        var (station, quantity, at, typed) = (Clean(fields[0]), Clean(fields[1]), Clean(fields[2]), Clean(fields[3]));
        double? value = null;
        if (typed.Length > 0)
        {
            value = double.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
        }

        return (new SentReading(station, quantity, at, value, IsDemonstration: false), null);
    }

    private static IEnumerable<string> Lines(string text)
    {
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } line)
        {
            yield return line.Trim('\uFEFF', ' ', '\t');
        }
    }

    private static string Clean(string field)
    {
        var text = field.Trim();
        return text is ['"', .., '"'] ? text[1..^1] : text;
    }
}
