using System.Collections.Concurrent;
using System.Text;
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
    private static readonly Lazy<Coverage> LatinCoverage = new(() => Coverage.Of(Read("SourceSerif4_400Regular")));
    private static readonly Lazy<Coverage> ChineseCoverage = new(() => Coverage.Of(Read("NotoSansHK_400Regular")));
    private static readonly ConcurrentDictionary<(bool Han, double Size, bool Bold), XFont> Fonts = new();

    static Typefaces() => GlobalFontSettings.FontResolver = new Typefaces();

    internal static XFont For(bool han, double size, bool bold) => Fonts.GetOrAdd((han, size, bold), key => new XFont(
        key.Han ? Chinese : Latin, key.Size, key.Bold ? XFontStyleEx.Bold : XFontStyleEx.Regular,
        new XPdfFontOptions(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset)));

    internal static bool IsHan(Rune rune) => rune.Value >= FirstHan;

    /// <summary>Latin letters in the Latin face, all else in the Chinese one, which has symbols and other scripts besides.</summary>
    internal static bool IsSetInChinese(Rune rune) => IsHan(rune) || !LatinCoverage.Value.Has(rune);

    internal static bool Covers(Rune rune) => (IsSetInChinese(rune) ? ChineseCoverage : LatinCoverage).Value.Has(rune);

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new((familyName, isBold) switch
    {
        (Latin, false) => "SourceSerif4_400Regular",
        (Latin, true) => "SourceSerif4_600SemiBold",
        (_, false) => "NotoSansHK_400Regular",
        (_, true) => "NotoSansHK_700Bold",
    });

    public byte[] GetFont(string faceName) => Read(faceName);

    private static byte[] Read(string face)
    {
        using var file = typeof(Typefaces).Assembly.GetManifestResourceStream($"Fonts.{face}.ttf")
            ?? throw new InvalidOperationException($"The font {face} is missing from the build.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
