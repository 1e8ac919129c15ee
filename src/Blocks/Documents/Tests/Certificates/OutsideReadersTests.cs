using System.Diagnostics;

namespace OneStop.Documents.Tests.Certificates;

/// <summary>Programs of others read what we made (poppler-utils; skipped by name where they are not there).</summary>
public sealed class OutsideReadersTests(SqliteDocuments documents) : IClassFixture<SqliteDocuments>
{
    [Fact]
    public async Task Pdfsig_finds_the_seal_sound_and_over_the_whole_file()
    {
        var report = await RunAsync("pdfsig", await WriteAsync());

        Assert.Contains("Signature is Valid", report);
        Assert.Contains("ETSI.CAdES.detached", report);
        Assert.Contains("Total document signed", report);
        Assert.Contains("OneStop Demonstration Seal", report);
        Assert.Contains("SHA-256", report);
    }

    [Fact]
    public async Task Pdfsig_sees_a_changed_byte()
    {
        var file = await WriteAsync();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[1_000] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var report = await RunAsync("pdfsig", file);

        Assert.DoesNotContain("Signature is Valid", report);
    }

    [Fact]
    public async Task Pdftotext_reads_the_Chinese_name()
    {
        var text = await RunAsync("pdftotext", await WriteAsync(), "-");

        Assert.Contains("海港燈籠貿易有限公司", text);
        Assert.Contains("Harbour Lantern Trading Company Limited", text);
    }

    [Fact]
    public async Task Pdffonts_finds_every_font_embedded_with_its_characters()
    {
        var fonts = (await RunAsync("pdffonts", await WriteAsync())).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Contains("yes yes yes", font));
    }

    [Fact]
    public async Task Qpdf_finds_nothing_wrong_with_its_structure()
    {
        Assert.Contains("No syntax or stream encoding errors found", await RunAsync("qpdf", "--check", await WriteAsync()));
    }

    private async Task<string> WriteAsync()
    {
        var prepared = await documents.PrepareAsync(Samples.Incorporation());
        var file = Path.Combine(documents.DataDirectory, $"{prepared.Sha256}.pdf");
        await File.WriteAllBytesAsync(file, await documents.ReadAsync(prepared.Sha256));
        return file;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{program} is not installed (./test installs it).");
        using var process = Process.Start(new ProcessStartInfo(path!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
