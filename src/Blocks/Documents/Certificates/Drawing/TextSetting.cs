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
    private const string Closing = "，。、；：？！）」』》〉】％”’…,.;:?!)]}%";
    private const string Opening = "（「『《〈【“‘([{";

    internal static IReadOnlyList<TextLine> Set(XGraphics page, string text, TextStyle style, double width)
    {
        var lines = new List<TextLine>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var piece in Pieces(paragraph).SelectMany(piece => Fit(page, piece, style, width)))
            {
                if (line.Length > 0 && Width(page, line.ToString() + piece.TrimEnd(), style) > width)
                {
                    lines.Add(Line(page, line.ToString().TrimEnd(), style));
                    line.Clear();
                }

                line.Append(line.Length == 0 ? piece.TrimStart() : piece);
            }

            lines.Add(Line(page, line.ToString().TrimEnd(), style));
        }

        return lines;
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

        return Rune.IsWhiteSpace(last) || Typefaces.IsHan(last.Value) || Typefaces.IsHan(next.Value);
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
        foreach (var rune in piece.EnumerateRunes())
        {
            if (part.Length > 0 && Width(page, part.ToString() + rune, style) > width)
            {
                yield return part.ToString();
                part.Clear();
            }

            part.Append(rune.ToString());
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
            var isHan = Typefaces.IsHan(rune.Value);
            if (run.Length > 0 && isHan != han)
            {
                runs.Add(Run(page, run.ToString(), style, han));
                run.Clear();
            }

            han = isHan;
            run.Append(rune.ToString());
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
