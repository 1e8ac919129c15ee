using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace OneStop.Documents.Certificates.Drawing;

/// <summary>
/// Mends what PDFsharp 6.2 writes amiss: its compressed streams end in a wrong checksum, and its map from glyphs to text
/// knows no character beyond the first 65,536, which many Hong Kong characters are.
/// </summary>
internal static partial class MendedPdf
{
    internal static PdfDocument From(PdfDocument drawn)
    {
        drawn.Options.NoCompression = true;
        drawn.Options.CompressContentStreams = false;
        using var written = new MemoryStream();
        drawn.Save(written, closeStream: false);
        written.Position = 0;
        var document = PdfReader.Open(written, PdfDocumentOpenMode.Modify);
        document.Options.CompressContentStreams = false;
        var all = document.Internals.GetAllObjects().OfType<PdfDictionary>().ToList();
        foreach (var map in all.Select(font => font.Elements.GetDictionary("/ToUnicode")).OfType<PdfDictionary>().Distinct())
        {
            map.Stream.Value = Encoding.ASCII.GetBytes(BeyondFirstPlane().Replace(Encoding.ASCII.GetString(map.Stream.UnfilteredValue), Surrogates));
        }

        foreach (var item in all.Where(item => item.Stream is { Length: > 0 } && !item.Elements.ContainsKey("/Filter") && item.Elements.GetName("/Type") != "/Metadata"))
        {
            item.Stream.Value = Compress(item.Stream.Value);
            item.Elements.SetName("/Filter", "/FlateDecode");
            item.Elements.SetInteger("/Length", item.Stream.Length);
        }

        return document;
    }

    private static string Surrogates(Match match)
    {
        var text = char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"<{(int)text[0]:X4}{(int)text[1]:X4}>");
    }

    private static byte[] Compress(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(plain);
        }

        return compressed.ToArray();
    }

    [GeneratedRegex("<([0-9A-Fa-f]{5,6})>")]
    private static partial Regex BeyondFirstPlane();
}
