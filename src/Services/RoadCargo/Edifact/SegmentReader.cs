using System.Text;

namespace OneStop.RoadCargo.Edifact;

/// <summary>Takes an interchange's text apart into segments (ISO 9735 version 3, section 8): release characters, no repetition, line ends allowed between segments only.</summary>
internal sealed class SegmentReader(string text, ServiceCharacters service, int start)
{
    private const int MostElements = 60;
    private const int LongestComponent = 1_000;
    private int position = start;
    private int line = 1 + text.AsSpan(0, start).Count('\n');
    private int lineStart = text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;

    internal int Line => line;

    internal int Column => position - lineStart + 1;

    /// <summary>The next segment; null at the end.</summary>
    /// <exception cref="NoInterchangeException">The text breaks off or holds what no segment may.</exception>
    internal Segment? Read()
    {
        SkipLineEnds();
        if (position >= text.Length)
        {
            return null;
        }

        var (at, elements, components, value) = (line, new List<string[]>(), new List<string>(), new StringBuilder());
        while (true)
        {
            if (position >= text.Length)
            {
                throw Broken("truncated");
            }

            var symbol = text[position++];
            if (symbol == service.Release)
            {
                value.Append(position < text.Length ? text[position++] : throw Broken("truncated"));
            }
            else if (symbol == service.Component)
            {
                Take(components, value);
            }
            else if (symbol == service.Element || symbol == service.Terminator)
            {
                Take(components, value);
                elements.Add([.. components]);
                components.Clear();
                if (symbol == service.Terminator)
                {
                    break;
                }
            }
            else if (symbol is '\r' or '\n')
            {
                throw Broken("line-end");
            }
            else
            {
                value.Append(symbol);
            }

            if (value.Length > LongestComponent || elements.Count > MostElements || components.Count > MostElements)
            {
                throw Broken("too-long");
            }
        }

        var tag = elements[0][0];
        return tag.Length == 3 && tag.All(symbol => char.IsAsciiLetterUpper(symbol) || char.IsAsciiDigit(symbol)) && elements[0].Length == 1
            ? new Segment(tag, at, elements[1..])
            : throw Broken("tag");
    }

    private static void Take(List<string> components, StringBuilder value)
    {
        components.Add(value.ToString());
        value.Clear();
    }

    private void SkipLineEnds()
    {
        for (; position < text.Length && text[position] is ('\r' or '\n'); position++)
        {
            if (text[position] == '\n')
            {
                line++;
                lineStart = position + 1;
            }
        }
    }

    private NoInterchangeException Broken(string what) => new(what, Line, Column);
}
