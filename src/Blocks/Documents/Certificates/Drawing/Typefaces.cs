using System.Collections.Concurrent;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace OneStop.Documents.Certificates.Drawing;

/// <summary>
/// The certificate's typefaces: Source Serif for Latin, Noto Sans HK (with the whole Hong Kong Supplementary Character Set) for
/// Chinese. They lie in the assembly; PDFsharp parses each once for the whole program and embeds only the glyphs used.
/// </summary>
internal sealed class Typefaces : IFontResolver
{
    private const string Latin = "Source Serif";
    private const string Chinese = "Noto Sans HK";

    // Past the last Latin, Greek and Cyrillic, general punctuation and currency: where East Asian radicals begin.
    private const int FirstHan = 0x2E80;
    private static readonly ConcurrentDictionary<(bool Han, double Size, bool Bold), XFont> Fonts = new();

    static Typefaces() => GlobalFontSettings.FontResolver = new Typefaces();

    internal static XFont For(bool han, double size, bool bold) => Fonts.GetOrAdd((han, size, bold), key => new XFont(
        key.Han ? Chinese : Latin, key.Size, key.Bold ? XFontStyleEx.Bold : XFontStyleEx.Regular,
        new XPdfFontOptions(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset)));

    internal static bool IsHan(int codePoint) => codePoint >= FirstHan;

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new((familyName, isBold) switch
    {
        (Latin, false) => "SourceSerif4_400Regular",
        (Latin, true) => "SourceSerif4_600SemiBold",
        (_, false) => "NotoSansHK_400Regular",
        (_, true) => "NotoSansHK_700Bold",
    });

    public byte[] GetFont(string faceName)
    {
        using var file = typeof(Typefaces).Assembly.GetManifestResourceStream($"Fonts.{faceName}.ttf")
            ?? throw new InvalidOperationException($"The font {faceName} is missing from the build.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
