using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Documents.Files;
using OneStop.Kit;
using OneStop.Platform.Identifiers;
using static OneStop.Documents.Tests.Files.FileSamples;

namespace OneStop.Documents.Tests.Verification;

public sealed class SqliteVerificationTests(SqliteDocuments documents) : VerificationTests(documents), IClassFixture<SqliteDocuments>;

public sealed class PostgresVerificationTests(PostgresDocuments documents) : VerificationTests(documents), IClassFixture<PostgresDocuments>;

public abstract class VerificationTests(DocumentsFixture documents) : IDisposable
{
    private readonly Browser browser = documents.App.Browse();

    public void Dispose() => browser.Dispose();

    [Theory]
    [InlineData("en", "Certificate valid", "Live")]
    [InlineData("zh-Hant", "證書有效", "仍註冊")]
    [InlineData("zh-Hans", "证书有效", "仍註冊")]
    public async Task A_certificate_in_force_is_shown_with_what_the_register_says(string lang, string heading, string state)
    {
        var issued = await documents.IssueAsync(Samples.Incorporation());

        var page = await browser.OpenAsync($"/{lang}/verify/{issued.Request.Serial}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(heading, page.Heading);
        Assert.Single(page.Html.QuerySelectorAll("h1"));
        Assert.Contains(state, page.Text);
        Assert.Contains(issued.Sha256, page.Text);
        Assert.NotNull(page.Html.QuerySelector($"a[href='/{lang}/companies/7654321']"));
        Assert.NotNull(page.Html.QuerySelector($"a[href='/documents/certificates/{issued.Request.Serial}.pdf']"));
    }

    [Fact]
    public async Task A_certificate_whose_subject_is_struck_off_is_not_called_valid()
    {
        var issued = await documents.IssueAsync(Samples.Incorporation(number: RegistryModule.Companies.StruckOff));

        var page = await browser.OpenAsync($"/en/verify/{issued.Request.Serial}");

        Assert.DoesNotContain("Certificate valid", page.Text);
        Assert.Contains("the register no longer says what it says", page.Text);
        Assert.Contains("Dissolved <已解散>", page.Text);
    }

    [Fact]
    public async Task A_certificate_of_a_subject_the_register_does_not_know_says_so()
    {
        var unknown = await documents.IssueAsync(Samples.Incorporation(number: RegistryModule.Companies.Unknown));
        var otherKind = await documents.IssueAsync(Samples.BusinessRegistration());

        foreach (var issued in (Contracts.PreparedCertificate[])[unknown, otherKind])
        {
            var page = await browser.OpenAsync($"/en/verify/{issued.Request.Serial}");

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("Certificate valid", page.Text);
            Assert.Contains("The register says nothing", page.Text);
        }
    }

    [Fact]
    public async Task A_number_is_understood_however_it_is_typed()
    {
        var issued = await documents.IssueAsync(Samples.Incorporation());
        var serial = issued.Request.Serial;
        var form = await browser.OpenAsync("/en/verify");

        foreach (var typed in (string[])[serial, serial.ToLowerInvariant(), serial.Replace('-', ' '), $"  {serial.Replace("-", "")} ", Wide(serial)])
        {
            var page = await browser.SubmitAsync(form, new() { ["serial"] = typed }, "form[method=get]");

            Assert.Equal($"/en/verify/{serial}", page.Path);
            Assert.Contains("Certificate valid", page.Text);
        }
    }

    [Fact]
    public async Task A_slip_is_told_apart_from_a_number_nobody_has()
    {
        var unknown = ReferenceNumber.New("CI");
        var slip = unknown[..^1] + (unknown[^1] == 'A' ? 'B' : 'A');
        var form = await browser.OpenAsync("/en/verify");

        var unknownPage = await browser.SubmitAsync(form, new() { ["serial"] = unknown }, "form[method=get]");
        var slipPage = await browser.SubmitAsync(form, new() { ["serial"] = slip }, "form[method=get]");
        var shapePage = await browser.SubmitAsync(form, new() { ["serial"] = "hello" }, "form[method=get]");
        var emptyPage = await browser.SubmitAsync(form, new() { ["serial"] = " " }, "form[method=get]");

        Assert.Equal(HttpStatusCode.NotFound, unknownPage.Status);
        Assert.Contains("No certificate has this number", unknownPage.Text);
        Assert.Contains(slipPage.Errors, error => error.Field == "serial" && error.Message.Contains("slip"));
        Assert.Equal(slip, slipPage.Html.QuerySelector("#serial")!.GetAttribute("value"));
        Assert.Contains(shapePage.Errors, error => error.Message.Contains("not a certificate number"));
        Assert.Contains(emptyPage.Errors, error => error.Message.Contains("Enter the certificate number"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/en/verify/{slip}")).Status);
    }

    [Fact]
    public async Task The_API_tells_what_was_issued_and_what_holds()
    {
        var issued = await documents.IssueAsync(Samples.Incorporation());

        var answer = await browser.Http.GetFromJsonAsync<JsonObject>($"/api/certificates/{issued.Request.Serial.ToLowerInvariant()}");

        Assert.Equal(issued.Request.Serial, answer!["serial"]!.GetValue<string>());
        Assert.Equal("公司註冊證明書", answer["title"]!["zhHant"]!.GetValue<string>());
        Assert.Equal("2026-11-25", answer["issuedOn"]!.GetValue<string>());
        Assert.Equal(issued.Sha256, answer["sha256"]!.GetValue<string>());
        Assert.True(answer["sealIsSound"]!.GetValue<bool>());
        Assert.True(answer["register"]!["holds"]!.GetValue<bool>());
        Assert.Equal("7654321", answer["register"]!["facts"]![0]!["value"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/certificates/CI-0000-0000-000", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/certificates/x", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/certificates/%F0%9F%98%80", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/certificates/%ED%A0%80", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/documents/certificates/x.pdf", HttpStatusCode.NotFound)]
    [InlineData("/documents/certificates/..%2F..%2Fonestop.db.pdf", HttpStatusCode.NotFound)]
    [InlineData("/en/verify/x", HttpStatusCode.NotFound)]
    [InlineData("/en/verify?serial=%ED%A0%80", HttpStatusCode.OK)]
    [InlineData("/en/verify?serial=%00", HttpStatusCode.OK)]
    public async Task Nonsense_is_refused_and_never_a_failure(string path, HttpStatusCode expected)
    {
        Assert.Equal(expected, (await browser.Http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_API_answers_404_for_a_number_nobody_has()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/api/certificates/{ReferenceNumber.New("CI")}")).StatusCode);
    }

    [Fact]
    public async Task The_download_is_what_was_issued()
    {
        var issued = await documents.IssueAsync(Samples.Incorporation());

        var answer = await browser.Http.GetAsync($"/documents/certificates/{issued.Request.Serial}.pdf");

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{issued.Request.Serial}.pdf", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(await documents.ReadAsync(issued.Sha256), await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_was_prepared_but_never_recorded_cannot_be_downloaded()
    {
        var prepared = await documents.PrepareAsync(Samples.Incorporation());

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/documents/certificates/{prepared.Request.Serial}.pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/en/verify/{prepared.Request.Serial}")).Status);
    }

    [Fact]
    public async Task The_page_and_the_API_admit_a_stored_file_that_was_tampered_with()
    {
        var issued = await documents.IssueAsync(Samples.Incorporation());
        var path = documents.App.Services.GetRequiredService<FileStore>().PathOf(issued.Sha256);
        await File.AppendAllTextAsync(path, "x");

        var page = await browser.OpenAsync($"/en/verify/{issued.Request.Serial}");
        var answer = await browser.Http.GetFromJsonAsync<JsonObject>($"/api/certificates/{issued.Request.Serial}");

        Assert.DoesNotContain("Certificate valid", page.Text);
        Assert.Contains("our copy of the file cannot be checked", page.Text);
        Assert.False(answer!["sealIsSound"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.InternalServerError, (await browser.Http.GetAsync($"/documents/certificates/{issued.Request.Serial}.pdf")).StatusCode);
    }

    [Fact]
    public async Task An_uploaded_file_is_genuine_altered_never_in_force_or_not_ours()
    {
        var issued = await documents.IssueAsync(Samples.Incorporation());
        var pdf = await documents.ReadAsync(issued.Sha256);
        var prepared = await documents.PrepareAsync(Samples.Incorporation());

        Assert.Contains("The file is genuine", (await UploadAsync(pdf)).Text);
        Assert.Contains("Do not rely on this file", (await UploadAsync(Changed(pdf, 1_000))).Text);
        Assert.Contains("Do not rely on this file", (await UploadAsync([.. pdf, .. Latin("\n%%EOF\n")])).Text);
        Assert.Contains("Do not rely on this file", (await UploadAsync(Latin(Encoding.Latin1.GetString(pdf).Replace("/ByteRange", "/ByteRung")))).Text);
        Assert.Contains("Do not rely on this file", (await UploadAsync(Latin(Encoding.Latin1.GetString(pdf) + "/ByteRange [0 1 2 3]"))).Text);
        Assert.Contains("This certificate is not in force", (await UploadAsync(await documents.ReadAsync(prepared.Sha256))).Text);
        Assert.Contains("not a certificate of this government", (await UploadAsync(Pdf())).Text);
        Assert.Contains("not a certificate of this government", (await UploadAsync(Latin("hello"))).Text);
    }

    [Fact]
    public async Task A_seal_of_somebody_else_is_not_ours()
    {
        var seal = OneStop.Documents.Sealing.Seal.FromPkcs12(OneStop.Documents.Sealing.Seal.MakeDemonstration(TimeProvider.System.GetUtcNow()), null);
        var request = Samples.Incorporation();
        var forged = await OneStop.Documents.Sealing.SealedPdf.MakeAsync(Documents.Certificates.Drawing.CertificatePdf.Draw(request, "https://gov.example/verify"), request, seal);
        var issued = await documents.IssueAsync(request);

        var page = await UploadAsync(forged);

        Assert.Contains("Do not rely on this file", page.Text);
        Assert.Contains(issued.Request.Serial, page.Text);
        Assert.DoesNotContain("genuine", page.Heading);
    }

    [Theory]
    [InlineData("/ByteRange [0 99999999999999999999 1 2]")]
    [InlineData("/ByteRange [0 9223372036854775807 9223372036854775807 9223372036854775807]")]
    [InlineData("/ByteRange [0 0 1 100]")]
    [InlineData("/ByteRange [0 5 4 3]")]
    [InlineData("<>/ByteRange [0 0 2 34]")]
    [InlineData("<zz>/ByteRange [0 0 4 36]")]
    [InlineData("<3080>/ByteRange [0 0 6 38]")]
    public async Task A_hostile_signature_is_an_answer_and_never_a_failure(string file)
    {
        var page = await UploadAsync(Latin(file));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Do not rely on this file", page.Text);
    }

    [Fact]
    public async Task Nothing_an_empty_file_and_a_huge_file_are_told_beside_the_field()
    {
        Assert.Contains((await UploadAsync([])).Errors, error => error.Field == "file" && error.Message.Contains("empty"));
        Assert.Contains((await UploadAsync(new byte[(5 * 1024 * 1024) + 1])).Errors, error => error.Field == "file" && error.Message.Contains("too large"));
        Assert.Contains((await UploadAsync(null)).Errors, error => error.Field == "file" && error.Message.Contains("Choose"));
    }

    [Fact]
    public async Task The_seals_certificates_are_public_and_their_key_is_not()
    {
        var pem = await browser.Http.GetStringAsync("/documents/seal.pem");

        Assert.Equal(2, pem.Split("BEGIN CERTIFICATE").Length - 1);
        Assert.DoesNotContain("PRIVATE", pem);
    }

    private async Task<Page> UploadAsync(byte[]? file)
    {
        var form = await browser.OpenAsync("/en/verify");
        using var content = new MultipartFormDataContent();
        content.Add(new StringContent(form.Html.QuerySelector("form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken");
        if (file is not null)
        {
            content.Add(new ByteArrayContent(file), "file", "certificate.pdf");
        }

        var answer = await browser.Http.PostAsync("/en/verify", content);
        var html = await answer.Content.ReadAsStringAsync();
        return new Page(answer.StatusCode, "/en/verify", new HtmlParser().ParseDocument(html), html);
    }

    private static byte[] Changed(byte[] file, int at)
    {
        var changed = (byte[])file.Clone();
        changed[at] ^= 1;
        return changed;
    }

    private static string Wide(string text) => string.Concat(text.Select(symbol => (char)(symbol - '!' + '！')));
}
