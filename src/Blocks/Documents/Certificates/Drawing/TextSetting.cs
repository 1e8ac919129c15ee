using System.Text;
using PdfSharp.Drawing;

namespace OneStop.Documents.Certificates.Drawing;

internal sealed record TextStyle(double Size, bool Bold, XColor Colour)
{
    internal double LineHeight => Size * 1.42;

    internal TextStyle Scaled(double scale) => this with { Size = Math.Round(Size * scale, 2) };
}

internal sealed record TextRun(string Text, XFont Font, double Width);

internal sealed record TextLine(IReadOnlyList<TextRun> Runs)
{
    internal double Width { get; } = Runs.Sum(run => run.Width);
}

/// <summary>Breaks a text of mixed scripts into lines: Latin between words, Chinese between characters but never before a closing mark or after an opening one.</summary>
internal static class TextSetting
{
    // The geta mark, with which printers of Chinese have always owned up to a type they lack.
    private const string Missing = "〓";
    private const string Closing = "，。、；：？！）」』》〉】％”’…,.;:?!)]}%";
    private const string Opening = "（「『《〈【“‘([{";

    // PDFsharp sets without kerning, so widths add up.
    internal static IReadOnlyList<TextLine> Set(XGraphics page, string text, TextStyle style, double width)
    {
        var lines = new List<TextLine>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder();
            var used = 0.0;
            foreach (var piece in Pieces(paragraph).SelectMany(piece => Fit(page, piece, style, width)))
            {
                if (line.Length > 0 && used + Width(page, piece.TrimEnd(), style) > width)
                {
                    lines.Add(Broken(page, line.ToString(), style));
                    line.Clear();
                    used = 0;
                }

                var added = line.Length == 0 ? piece.TrimStart() : piece;
                line.Append(added);
                used += Width(page, added, style);
            }

            lines.Add(Line(page, line.ToString().TrimEnd(), style));
        }

        return lines;
    }

    /// <summary>As many lines as the width needs, each about as long as the others, as centred text should stand.</summary>
    internal static IReadOnlyList<TextLine> SetBalanced(XGraphics page, string text, TextStyle style, double width)
    {
        var lines = Set(page, text, style, width);
        var (low, high) = (width / 3, width);
        for (var tries = 0; lines.Count > 1 && tries < 6; tries++)
        {
            var middle = (low + high) / 2;
            var narrower = Set(page, text, style, middle);
            (low, high, lines) = narrower.Count > lines.Count ? (middle, high, lines) : (low, middle, narrower);
        }

        return lines;
    }

    /// <summary>A line that goes on in the next keeps its last space, without width, so that whoever reads the text aloud hears two words.</summary>
    private static TextLine Broken(XGraphics page, string text, TextStyle style)
    {
        var line = Line(page, text.TrimEnd(), style);
        return text.EndsWith(' ') ? line with { Runs = [.. line.Runs.SkipLast(1), line.Runs[^1] with { Text = line.Runs[^1].Text + " " }] } : line;
    }

    /// <summary>What must stay together: a word with its space, a Chinese character with its marks.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (before is { } last && MayBreakBetween(last, rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune.ToString());
            before = rune;
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    private static bool MayBreakBetween(Rune last, Rune next)
    {
        if (Rune.IsWhiteSpace(next) || Closing.Contains(next.ToString(), StringComparison.Ordinal) || Opening.Contains(last.ToString(), StringComparison.Ordinal))
        {
            return false;
        }

        return Rune.IsWhiteSpace(last) || Typefaces.IsHan(last) || Typefaces.IsHan(next);
    }

    /// <summary>A word wider than the line is cut where the line ends.</summary>
    private static IEnumerable<string> Fit(XGraphics page, string piece, TextStyle style, double width)
    {
        if (Width(page, piece.TrimEnd(), style) <= width)
        {
            yield return piece;
            yield break;
        }

        var part = new StringBuilder();
        var used = 0.0;
        foreach (var symbol in piece.EnumerateRunes().Select(rune => rune.ToString()))
        {
            var added = Width(page, symbol, style);
            if (part.Length > 0 && used + added > width)
            {
                yield return part.ToString();
                part.Clear();
                used = 0;
            }

            part.Append(symbol);
            used += added;
        }

        yield return part.ToString();
    }

    private static double Width(XGraphics page, string text, TextStyle style) => Line(page, text, style).Width;

    private static TextLine Line(XGraphics page, string text, TextStyle style)
    {
        var runs = new List<TextRun>();
        var run = new StringBuilder();
        var han = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isHan = Typefaces.IsSetInChinese(rune);
            if (run.Length > 0 && isHan != han)
            {
                runs.Add(Run(page, run.ToString(), style, han));
                run.Clear();
            }

            han = isHan;
            run.Append(Typefaces.Covers(rune) ? rune.ToString() : Missing);
        }

        if (run.Length > 0)
        {
            runs.Add(Run(page, run.ToString(), style, han));
        }

        return new TextLine(runs);
    }

    private static TextRun Run(XGraphics page, string text, TextStyle style, bool han)
    {
        var font = Typefaces.For(han, style.Size, style.Bold);
        return new TextRun(text, font, page.MeasureString(text, font).Width);
    }
}
