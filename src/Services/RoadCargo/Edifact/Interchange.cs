using System.Globalization;
using System.Text;

namespace OneStop.RoadCargo.Edifact;

/// <param name="Faults">What is wrong with its syntax; with any, the message is rejected.</param>
/// <param name="Segments">From UNH to UNT.</param>
internal sealed record EdifactMessage(string Reference, Segment Header, IReadOnlyList<Segment> Segments, List<SyntaxFault> Faults)
{
    internal string Type => Header.At(2, 1);
}

/// <summary>An interchange as it came: who sends it to whom, its messages, and what is wrong with its frame.</summary>
internal sealed class Interchange
{
    private const int MostMessages = 1_000;

    private Interchange(Segment header, SyntaxLevel level, ServiceCharacters service) => (Header, Level, Service) = (header, level, service);

    internal Segment Header { get; }

    internal SyntaxLevel Level { get; }

    internal ServiceCharacters Service { get; }

    internal string Sender => Header.At(2);

    internal string Recipient => Header.At(3);

    internal string Reference => Header.At(5);

    internal List<EdifactMessage> Messages { get; } = [];

    /// <summary>Of the frame; with any, nothing of the interchange is taken.</summary>
    internal List<(string Tag, SyntaxFault Fault)> Faults { get; } = [];

    /// <exception cref="NoInterchangeException">Nobody's name and number can be read.</exception>
    internal static Interchange Read(byte[] bytes)
    {
        // The frame's first segment is in letters that all levels share; it names the level for the rest.
        var first = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 512)));
        var service = ServiceCharacters.Default;
        var start = first.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? 3 : 0;
        if (first.AsSpan(start).StartsWith("UNA"))
        {
            if (first.Length < start + 9)
            {
                throw new NoInterchangeException("truncated", 1, first.Length + 1);
            }

            service = new(first[start + 3], first[start + 4], first[start + 5], first[start + 6], first[start + 8]);
            if (new[] { service.Component, service.Element, service.Release, service.Terminator }.Distinct().Count() < 4)
            {
                throw new NoInterchangeException("una", 1, 4);
            }

            start += 9;
        }

        var afterBreak = start;
        while (afterBreak < first.Length && first[afterBreak] is ('\r' or '\n'))
        {
            afterBreak++;
        }

        if (!first.AsSpan(afterBreak).StartsWith("UNB"))
        {
            throw new NoInterchangeException("unb", 1, start + 1);
        }

        var level = SyntaxLevel.Find(first.AsSpan(afterBreak).Length > 8 ? first.Substring(afterBreak + 4, 4) : "");
        return Parse(bytes, start, service, level);
    }

    private static Interchange Parse(byte[] bytes, int start, ServiceCharacters service, SyntaxLevel? level)
    {
        string text;
        var undecodable = false;
        try
        {
            text = (level?.Encoding ?? Encoding.Latin1).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            (text, undecodable) = (Encoding.Latin1.GetString(bytes), true);
        }

        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            start -= 2;
        }

        var reader = new SegmentReader(text, service, start);
        var header = reader.Read();
        if (header is not { Tag: "UNB" } || header.At(2).Length == 0 || header.At(5).Length is 0 or > 14)
        {
            throw new NoInterchangeException("unb", 1, start + 1);
        }

        var interchange = new Interchange(header, level ?? SyntaxLevel.All[1], service);
        if (level is null || header.At(1, 2) is not ("1" or "2" or "3"))
        {
            interchange.Faults.Add(("UNB", new(SyntaxFault.UnsupportedSyntax, Element: 1)));
            return interchange;
        }

        if (undecodable)
        {
            interchange.Faults.Add(("UNB", new(SyntaxFault.InvalidCharacters)));
            return interchange;
        }

        interchange.ReadMessages(reader);
        return interchange;
    }

    private void ReadMessages(SegmentReader reader)
    {
        List<Segment>? open = null;
        var ended = false;
        try
        {
            while (reader.Read() is { } segment)
            {
                if (ended)
                {
                    Faults.Add(("UNZ", new(SyntaxFault.UnsupportedPosition)));
                    return;
                }

                switch (segment.Tag)
                {
                    case "UNZ":
                        ended = true;
                        Close(segment, open);
                        break;
                    case "UNH":
                        if (open is not null || Messages.Count >= MostMessages)
                        {
                            Faults.Add(("UNH", new(open is null ? SyntaxFault.TooMany : SyntaxFault.UnsupportedPosition)));
                            return;
                        }

                        open = [segment];
                        break;
                    case "UNT" when open is not null:
                        open.Add(segment);
                        Messages.Add(Check(open));
                        open = null;
                        break;
                    case var _ when open is null:
                        Faults.Add((segment.Tag, new(SyntaxFault.UnsupportedPosition)));
                        return;
                    default:
                        open.Add(segment);
                        break;
                }
            }
        }
        catch (NoInterchangeException broken)
        {
            Faults.Add(("UNZ", new(broken.What == "truncated" ? SyntaxFault.Missing : SyntaxFault.InvalidValue)));
            Broken = broken;
            return;
        }

        if (!ended)
        {
            Faults.Add(("UNZ", new(SyntaxFault.Missing)));
        }
    }

    /// <summary>Where the text stopped being segments; null where it never did.</summary>
    internal NoInterchangeException? Broken { get; private set; }

    private void Close(Segment end, List<Segment>? open)
    {
        if (open is not null)
        {
            Faults.Add(("UNT", new(SyntaxFault.Missing)));
        }

        if (!int.TryParse(end.At(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count != Messages.Count + (open is null ? 0 : 1))
        {
            Faults.Add(("UNZ", new(SyntaxFault.WrongCount, Element: 1)));
        }

        if (end.At(2) != Reference)
        {
            Faults.Add(("UNZ", new(SyntaxFault.ReferencesDiffer, Element: 2)));
        }
    }

    private EdifactMessage Check(List<Segment> segments)
    {
        var (header, end) = (segments[0], segments[^1]);
        var message = new EdifactMessage(header.At(1), header, segments, []);
        if (message.Reference.Length == 0)
        {
            message.Faults.Add(new(SyntaxFault.Missing, 1, 1));
        }
        else if (Messages.Exists(other => other.Reference == message.Reference))
        {
            message.Faults.Add(new(SyntaxFault.Duplicate, 1, 1));
        }

        for (var i = 0; i < segments.Count; i++)
        {
            CheckCharacters(segments[i], i + 1, message.Faults);
        }

        if (!int.TryParse(end.At(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count != segments.Count)
        {
            message.Faults.Add(new(SyntaxFault.WrongCount, segments.Count, 1));
        }

        if (end.At(2) != message.Reference)
        {
            message.Faults.Add(new(SyntaxFault.ReferencesDiffer, segments.Count, 2));
        }

        return message;
    }

    private void CheckCharacters(Segment segment, int place, List<SyntaxFault> faults)
    {
        for (var element = 0; element < segment.Elements.Count; element++)
        {
            for (var component = 0; component < segment.Elements[element].Length; component++)
            {
                if (!segment.Elements[element][component].All(Level.Allows))
                {
                    faults.Add(new(SyntaxFault.InvalidCharacters, place, element + 1, component + 1));
                }
            }
        }
    }
}
