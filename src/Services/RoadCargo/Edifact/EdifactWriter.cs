using System.Globalization;
using System.Text;

namespace OneStop.RoadCargo.Edifact;

/// <summary>Writes an interchange with ISO 9735's own service characters, in a level's characters alone.</summary>
internal sealed class EdifactWriter(SyntaxLevel level)
{
    private readonly StringBuilder text = new("UNA:+.? '");
    private int segments;
    private int messages;
    private string message = "";
    private string interchange = "";

    internal string Begin(string sender, string recipient, string reference, DateTimeOffset at)
    {
        interchange = reference;
        Segment("UNB", [level.Identifier, "3"], [sender], [recipient], [at.ToString("yyMMdd", CultureInfo.InvariantCulture), at.ToString("HHmm", CultureInfo.InvariantCulture)], [reference]);
        return reference;
    }

    internal void BeginMessage(string type, string version, string release)
    {
        messages++;
        segments = 0;
        message = messages.ToString(CultureInfo.InvariantCulture);
        Segment("UNH", [message], [type, version, release, "UN"]);
    }

    internal void Segment(string tag, params string?[][] elements)
    {
        segments++;
        text.Append(tag);
        foreach (var element in elements.Reverse().SkipWhile(element => element.All(string.IsNullOrEmpty)).Reverse())
        {
            text.Append('+').AppendJoin(':', element.Reverse().SkipWhile(string.IsNullOrEmpty).Reverse().Select(Escaped));
        }

        text.Append("'\r\n");
    }

    /// <summary>Free text in up to five lines of seventy (C108).</summary>
    internal static string[] Lines(string words)
    {
        const int width = 70;
        return [.. words.Chunk(width).Take(5).Select(line => new string(line))];
    }

    internal void EndMessage() => Segment("UNT", [(segments + 1).ToString(CultureInfo.InvariantCulture)], [message]);

    internal byte[] End()
    {
        Segment("UNZ", [messages.ToString(CultureInfo.InvariantCulture)], [interchange]);
        return level.Encoding.GetBytes(text.ToString());
    }

    private string Escaped(string? value)
    {
        var escaped = new StringBuilder();
        foreach (var symbol in value ?? "")
        {
            var shown = symbol is '’' or '‘' ? '\'' : level.Allows(symbol) ? symbol : level.Allows(char.ToUpperInvariant(symbol)) ? char.ToUpperInvariant(symbol) : '.';
            if (shown is '\'' or '+' or ':' or '?')
            {
                escaped.Append('?');
            }

            escaped.Append(shown);
        }

        return escaped.ToString();
    }
}
