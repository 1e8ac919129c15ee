using System.Text;

namespace OneStop.Observatory.OpenData;

/// <summary>A table of <c>opendata.php</c>, as JSON (<c>fields</c> and <c>data</c>, all of it text) or as CSV.</summary>
/// <param name="Titles">Lines above the fields (JSON: <c>type</c>).</param>
/// <param name="Legend">Lines below the rows.</param>
internal sealed record Table(IReadOnlyList<string> Fields, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string>? Titles = null, IReadOnlyList<string>? Legend = null)
{
    private const char Mark = '\uFEFF';

    internal Answer ToAnswer(bool asJson) =>
        asJson ? Answer.OfJson(new { type = Titles, fields = Fields, data = Rows, legend = Legend }) : Answer.OfText(ToCsv(), "text/csv; charset=utf-8");

    private string ToCsv()
    {
        var csv = new StringBuilder();
        if (Titles is not null)
        {
            csv.Append(Mark);
        }

        var titles = Titles?.Select(title => (IReadOnlyList<string>)[title]) ?? [];
        var legend = Legend?.Select(line => (IReadOnlyList<string>)[line]) ?? [];
        foreach (var row in titles.Append(Fields).Concat(Rows).Concat(legend))
        {
            csv.AppendJoin(',', row.Select(Quoted)).Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>As PHP's fputcsv does: a space, too, brings quotes.</summary>
    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(" \t\r\n,\"\\") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
