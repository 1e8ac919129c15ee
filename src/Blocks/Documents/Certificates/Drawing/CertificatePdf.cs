using OneStop.Documents.Contracts;
using OneStop.Platform.Texts;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace OneStop.Documents.Certificates.Drawing;

/// <summary>
/// Draws a certificate on A4: emblem, issuer, title, the body in both languages, who signs, and the QR code that leads to its
/// verification. Tagged for screen readers (PDF/UA's structure): ornaments are artifacts, each text carries its language.
/// </summary>
internal sealed class CertificatePdf
{
    private const double Width = 595;
    private const double Height = 842;
    private const double Left = 74;
    private const double TextWidth = Width - (2 * Left);
    private const double BodyTop = 300;
    private const double BodyBottom = 632;
    private const double ContinuedTop = 90;
    private const double PageBottom = 780;
    private const double SmallestScale = 0.6;
    private const double QrSide = 96;
    private static readonly TextStyle Plain = new(12, false, Ornaments.Ink);
    private static readonly TextStyle Strong = new(18, true, Ornaments.Ink);
    private static readonly TextStyle Small = new(8.2, false, Ornaments.Quiet);

    private readonly CertificateRequest request;
    private readonly string verifyAddress;
    private readonly PdfDocument document = new();
    private readonly StructureBuilder tags;
    private XGraphics page = null!;

    private CertificatePdf(CertificateRequest request, string verifyAddress)
    {
        (this.request, this.verifyAddress) = (request, verifyAddress);
        document.Info.Title = $"{request.Title.En} {request.Title.ZhHant} {request.Serial}";
        document.Info.Author = $"{request.Issuer.En} {request.Issuer.ZhHant}";
        document.Info.Subject = verifyAddress;
        document.Info.Keywords = request.Serial;
        document.Info.Creator = "OneStop";
        document.ViewerPreferences.DisplayDocTitle = true;
        var accessibility = UAManager.ForDocument(document);
        accessibility.SetDocumentLanguage("en-HK");
        tags = accessibility.StructureBuilder;
    }

    internal static PdfDocument Draw(CertificateRequest request, string verifyAddress)
    {
        var pdf = new CertificatePdf(request, verifyAddress);
        pdf.AddPage();
        pdf.tags.BeginElement(PdfGroupingElementTag.Section);
        pdf.DrawHead();
        pdf.DrawBody();
        pdf.DrawFoot();
        pdf.tags.End();
        return MendedPdf.From(pdf.document);
    }

    private void AddPage()
    {
        var added = document.AddPage();
        (added.Size, added.Orientation) = (PageSize.A4, PageOrientation.Portrait);
        page = XGraphics.FromPdfPage(added);
        tags.BeginArtifact();
        Ornaments.DrawGround(page, Width / 2, (BodyTop + BodyBottom) / 2, 150);
        Ornaments.DrawBorder(page, Width, Height);
        tags.End();
    }

    private void DrawHead()
    {
        tags.BeginElement(PdfIllustrationElementTag.Figure, "Emblem of OneStop: an archway within a ring", new XRect((Width / 2) - 34, 58, 68, 68));
        Ornaments.DrawEmblem(page, Width / 2, 92, 34);
        tags.End();
        Centred(PdfBlockLevelElementTag.Paragraph, request.Issuer.ZhHant, Lang.Traditional, new(14, true, Ornaments.Ink), 148);
        Centred(PdfBlockLevelElementTag.Paragraph, request.Issuer.En, Lang.English, new(13, false, Ornaments.Ink), 166);
        Centred(PdfBlockLevelElementTag.Heading1, request.Title.ZhHant, Lang.Traditional, new(27, true, Ornaments.Ink), 211);
        Centred(PdfBlockLevelElementTag.Heading1, request.Title.En, Lang.English, new(23, true, Ornaments.Ink), 241);
        tags.BeginArtifact();
        Ornaments.DrawRule(page, Width / 2, 259, 110);
        tags.End();
        Centred(PdfBlockLevelElementTag.Paragraph, $"證書編號 Certificate No. {request.Serial}", Lang.English, Small with { Size = 9.5 }, 278);
    }

    private void DrawBody()
    {
        var scale = 1.0;
        var blocks = Measure(scale);
        while (blocks.Sum(block => block.Height) > BodyBottom - BodyTop && scale > SmallestScale)
        {
            scale -= 0.05;
            blocks = Measure(scale);
        }

        var left = blocks.Sum(block => block.Height);
        var y = BodyTop + Math.Min(Math.Max(0, BodyBottom - BodyTop - left) / 2, 40);
        foreach (var block in blocks)
        {
            if (y + block.Height > (y + left > BodyBottom ? PageBottom : BodyBottom + 1))
            {
                y = Continue();
            }

            block.Draw(y);
            y += block.Height;
            left -= block.Height;
        }

        if (y > BodyBottom + 1)
        {
            Continue();
        }
    }

    /// <summary>Where the body goes on, on a page of its own that says whose it is.</summary>
    private double Continue()
    {
        AddPage();
        Centred(PdfBlockLevelElementTag.Paragraph, $"{request.Serial} · {document.PageCount}", Lang.English, Small with { Size = 9.5 }, 66);
        return ContinuedTop;
    }

    private List<Block> Measure(double scale) => [.. request.Body.SelectMany(block => block switch
    {
        Paragraph paragraph => Texts(scale, paragraph),
        Emphasis emphasis => [Text(PdfBlockLevelElementTag.Paragraph, emphasis.Text, LanguageOf(emphasis.Text), Strong.Scaled(scale), before: 5 * scale, after: 7 * scale)],
        Facts facts => facts.Rows.Select((row, i) => Row(row.Label, row.Value, scale, first: i == 0, last: i == facts.Rows.Count - 1)),
        _ => throw new InvalidOperationException($"A certificate cannot show {block.GetType().Name}."),
    })];

    private IEnumerable<Block> Texts(double scale, Paragraph paragraph) =>
    [
        Text(PdfBlockLevelElementTag.Paragraph, paragraph.Text.En, Lang.English, Plain.Scaled(scale), before: 3 * scale, after: 1),
        Text(PdfBlockLevelElementTag.Paragraph, paragraph.Text.ZhHant, Lang.Traditional, Plain.Scaled(scale), before: 0, after: 9 * scale),
    ];

    private Block Text(PdfBlockLevelElementTag tag, string text, Lang lang, TextStyle style, double before, double after)
    {
        var lines = TextSetting.SetBalanced(page, text, style, TextWidth);
        return new Block(before + (lines.Count * style.LineHeight) + after, top =>
        {
            tags.BeginElement(tag);
            tags.SetLanguage(lang.Culture.Name);
            for (var i = 0; i < lines.Count; i++)
            {
                DrawLine(lines[i], style, (Width - lines[i].Width) / 2, top + before + ((i + 0.72) * style.LineHeight));
            }

            tags.End();
        });
    }

    private Block Row(LocalizedText label, string value, double scale, bool first, bool last)
    {
        const double labelWidth = 190;
        var (labelStyle, valueStyle) = (Small.Scaled(Math.Max(scale, 0.8)) with { Colour = Ornaments.Quiet }, Plain.Scaled(scale) with { Size = Math.Round(11 * scale, 2) });
        var labels = TextSetting.Set(page, label.ZhHant, labelStyle, labelWidth).Select(line => (Line: line, Lang: Lang.Traditional))
            .Concat(TextSetting.Set(page, label.En, labelStyle, labelWidth).Select(line => (Line: line, Lang: Lang.English))).ToList();
        var values = TextSetting.Set(page, value, valueStyle, TextWidth - labelWidth - 16);
        var height = Math.Max(labels.Count * labelStyle.LineHeight, values.Count * valueStyle.LineHeight) + (9 * scale);
        return new Block(height, top =>
        {
            tags.BeginArtifact();
            page.DrawLine(new XPen(Ornaments.Bronze, 0.4), Left, top + height, Left + TextWidth, top + height);
            if (first)
            {
                page.DrawLine(new XPen(Ornaments.Bronze, 0.4), Left, top, Left + TextWidth, top);
            }

            tags.End();
            if (first)
            {
                tags.BeginElement(PdfBlockLevelElementTag.Table);
            }

            tags.BeginElement(PdfBlockLevelElementTag.TableRow);
            tags.BeginElement(PdfBlockLevelElementTag.TableHeaderCell);
            for (var i = 0; i < labels.Count; i++)
            {
                DrawLine(labels[i].Line, labelStyle, Left + 4, top + (4 * scale) + ((i + 0.75) * labelStyle.LineHeight));
            }

            tags.End();
            tags.BeginElement(PdfBlockLevelElementTag.TableDataCell);
            for (var i = 0; i < values.Count; i++)
            {
                DrawLine(values[i], valueStyle, Left + labelWidth + 12, top + (4 * scale) + ((i + 0.75) * valueStyle.LineHeight));
            }

            tags.End();
            tags.End();
            if (last)
            {
                tags.End();
            }
        });
    }

    private void DrawFoot()
    {
        const double top = 652;
        var day = IssuedOn(request.IssuedOn);
        At(PdfBlockLevelElementTag.Paragraph, day.Zh, Lang.Traditional, Plain with { Size = 11 }, Left, top + 14);
        At(PdfBlockLevelElementTag.Paragraph, day.En, Lang.English, Plain with { Size = 11 }, Left, top + 30);
        At(PdfBlockLevelElementTag.Paragraph, request.SignatoryName, LanguageOf(request.SignatoryName), new(13, true, Ornaments.Ink), Left, top + 68);
        tags.BeginArtifact();
        page.DrawLine(new XPen(Ornaments.Bronze, 0.6), Left, top + 76, Left + 210, top + 76);
        tags.End();
        At(PdfBlockLevelElementTag.Paragraph, request.SignatoryTitle.ZhHant, Lang.Traditional, Plain with { Size = 10 }, Left, top + 91);
        At(PdfBlockLevelElementTag.Paragraph, request.SignatoryTitle.En, Lang.English, Plain with { Size = 10 }, Left, top + 105);

        var qr = new XRect(Left + TextWidth - QrSide, top - 4, QrSide, QrSide);
        tags.BeginElement(PdfIllustrationElementTag.Figure, $"QR code that leads to {verifyAddress}", qr);
        QrMark.Draw(page, verifyAddress, qr);
        tags.End();
        Beneath(qr, "掃描以核實本證書", Lang.Traditional, 10);
        Beneath(qr, "Scan to verify", Lang.English, 21);
        Centred(PdfBlockLevelElementTag.Paragraph, $"本證書以電子印章簽署，可於以下網址核實。 Electronically sealed; verify it at", Lang.English, Small with { Size = 7.4 }, 779);
        Centred(PdfBlockLevelElementTag.Paragraph, verifyAddress, Lang.English, Small with { Size = 7.4 }, 790);
    }

    private static (string En, string Zh) IssuedOn(DateOnly day) =>
        ($"Issued on {Platform.Texts.Text.Day(day, Lang.English)}", $"發出日期：{Platform.Texts.Text.Day(day, Lang.Traditional)}");

    private void Centred(PdfBlockLevelElementTag tag, string text, Lang lang, TextStyle style, double baseline)
    {
        var line = OneLine(text, style, TextWidth, out var fitted);
        Tagged(tag, lang, () => DrawLine(line, fitted, (Width - line.Width) / 2, baseline));
    }

    private void At(PdfBlockLevelElementTag tag, string text, Lang lang, TextStyle style, double x, double baseline)
    {
        var line = OneLine(text, style, TextWidth - QrSide - 20, out var fitted);
        Tagged(tag, lang, () => DrawLine(line, fitted, x, baseline));
    }

    private void Beneath(XRect place, string text, Lang lang, double below)
    {
        var line = OneLine(text, Small with { Size = 7.6 }, 140, out var fitted);
        Tagged(PdfBlockLevelElementTag.Paragraph, lang, () => DrawLine(line, fitted, place.X + ((place.Width - line.Width) / 2), place.Bottom + below));
    }

    private TextLine OneLine(string text, TextStyle style, double width, out TextStyle fitted)
    {
        fitted = style;
        var lines = TextSetting.Set(page, text, fitted, width);
        while (lines.Count > 1 && fitted.Size > 5)
        {
            fitted = fitted.Scaled(0.94);
            lines = TextSetting.Set(page, text, fitted, width);
        }

        return lines[0];
    }

    private void Tagged(PdfBlockLevelElementTag tag, Lang lang, Action draw)
    {
        tags.BeginElement(tag);
        tags.SetLanguage(lang.Culture.Name);
        draw();
        tags.End();
    }

    private void DrawLine(TextLine line, TextStyle style, double x, double baseline)
    {
        var brush = new XSolidBrush(style.Colour);
        foreach (var run in line.Runs)
        {
            page.DrawString(run.Text, run.Font, brush, new XPoint(x, baseline), XStringFormats.BaseLineLeft);
            x += run.Width;
        }
    }

    private static Lang LanguageOf(string text) => text.EnumerateRunes().Any(Typefaces.IsHan) ? Lang.Traditional : Lang.English;

    private sealed record Block(double Height, Action<double> Draw);
}
