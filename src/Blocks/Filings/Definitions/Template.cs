using System.Text;

namespace OneStop.Filings.Definitions;

/// <summary>A text in which <c>{EXPRESSION}</c> stands for a value: its form for <see cref="string.Format(string, object?[])"/> and the expressions in order.</summary>
internal static class Template
{
    public static (string Format, IReadOnlyList<string> Sources) Read(string text)
    {
        var format = new StringBuilder();
        var sources = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                format.Append(Escaped(text[at..]));
                break;
            }

            format.Append(Escaped(text[at..open])).Append('{').Append(sources.Count).Append('}');
            sources.Add(text[(open + 1)..close].Trim());
            at = close + 1;
        }

        return (format.ToString(), sources);
    }

    private static string Escaped(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
