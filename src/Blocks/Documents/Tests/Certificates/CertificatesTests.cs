using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Documents.Contracts;
using OneStop.Platform.Data;
using UglyToad.PdfPig;

namespace OneStop.Documents.Tests.Certificates;

public sealed class SqliteCertificatesTests(SqliteDocuments documents) : CertificatesTests(documents), IClassFixture<SqliteDocuments>;

public sealed class PostgresCertificatesTests(PostgresDocuments documents) : CertificatesTests(documents), IClassFixture<PostgresDocuments>;

public abstract class CertificatesTests(DocumentsFixture documents)
{
    [Fact]
    public async Task The_text_can_be_read_back_in_both_languages()
    {
        var request = Samples.Incorporation();

        var text = Text(await ReadAsync(request));

        foreach (var expected in (string[])["公司註冊證明書", "Certificate of Incorporation", "海港燈籠貿易有限公司", "Harbour Lantern Trading Company Limited",
            "於本日根據香港法例第622章《公司條例》在香港成立為法團", "香港特別行政區公司註冊處處長", "2026年11月25日", "25 November 2026", request.Serial, "7654321", $"https://gov.example/verify/{request.Serial}"])
        {
            Assert.Contains(expected.Replace(" ", ""), text);
        }
    }

    [Fact]
    public async Task A_table_of_facts_is_shown_whole()
    {
        var text = Text(await ReadAsync(Samples.BusinessRegistration()));

        Assert.Contains("商業登記號碼", text);
        Assert.Contains("76543210", text);
        Assert.Contains("燈籠及照明產品進出口", text);
        Assert.Contains("HK$2,200", text);
    }

    [Theory]
    [InlineData("龘齉爩有限公司")]
    [InlineData("𨋢𠝹實業有限公司")]
    [InlineData("嘅啲嚟咗喺冇有限公司")]
    [InlineData("説為裏裡峯峰有限公司")]
    public async Task Rare_and_Hong_Kong_characters_survive(string name)
    {
        Assert.Contains(name, Text(await ReadAsync(Samples.Incorporation(nameChinese: name))));
    }

    [Fact]
    public async Task What_cannot_be_shown_is_told_beforehand_and_printed_as_a_geta_mark()
    {
        var cannot = await documents.App.InScopeAsync(scope => Task.FromResult(scope.GetRequiredService<ICertificates>().CannotShow("靐靐海港 Harbour Ltd.𨋢\n")));

        Assert.Equal(["靐"], cannot);
        Assert.Contains("〓海港有限公司", Text(await ReadAsync(Samples.Incorporation(nameChinese: "靐海港有限公司"))));
    }

    [Fact]
    public async Task The_file_is_small_tagged_titled_and_in_a_language()
    {
        var request = Samples.Incorporation();

        var pdf = await ReadAsync(request);

        Assert.InRange(pdf.Length, 20_000, 300_000);
        var raw = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/MarkInfo", raw);
        Assert.Contains("/StructTreeRoot", raw);
        Assert.Contains("/Lang(en-HK)", raw);
        Assert.Contains("/Lang(zh-Hant-HK)", raw);
        Assert.Contains("/DisplayDocTitle true", raw);
        using var document = PdfDocument.Open(pdf);
        Assert.Contains("公司註冊證明書", document.Information.Title);
        Assert.Equal(1, document.NumberOfPages);
    }

    [Fact]
    public async Task The_same_request_gives_the_same_bytes_before_and_after_it_is_recorded()
    {
        var request = Samples.Incorporation();

        var first = await documents.PrepareAsync(request);
        var second = await documents.PrepareAsync(request);
        await documents.RecordAsync(second);
        await documents.RecordAsync(first);
        var third = await documents.PrepareAsync(request);

        Assert.Equal(first, second);
        Assert.Equal(first, third);
        Assert.Equal(1, await CountAsync(request.Serial));
    }

    [Fact]
    public async Task Many_that_prepare_and_record_the_same_serial_at_once_make_one_certificate()
    {
        var request = Samples.Incorporation();

        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var prepared = await documents.PrepareAsync(request);
            try
            {
                await documents.RecordAsync(prepared);
            }
            catch (Exception e) when (e.IsDuplicate())
            {
                await documents.RecordAsync(prepared);
            }

            return prepared.Sha256;
        })));

        Assert.Single(hashes.Distinct());
        Assert.Equal(1, await CountAsync(request.Serial));
    }

    [Fact]
    public async Task A_serial_is_never_given_to_another_subject()
    {
        var first = await documents.IssueAsync(Samples.Incorporation());

        var second = await documents.PrepareAsync(Samples.Incorporation(first.Request.Serial, number: "7000000"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => documents.RecordAsync(second));
    }

    [Fact]
    public async Task What_is_recorded_goes_with_the_write_that_failed()
    {
        var prepared = await documents.PrepareAsync(Samples.Incorporation());

        await Assert.ThrowsAsync<InvalidOperationException>(() => documents.App.WriteAsync<bool>(async write =>
        {
            await write.Get<ICertificates>().RecordAsync(prepared);
            throw new InvalidOperationException("refused later");
        }));

        Assert.Equal(0, await CountAsync(prepared.Request.Serial));
    }

    [Fact]
    public async Task A_body_longer_than_a_page_is_made_smaller_and_then_continued()
    {
        var sample = Samples.Incorporation();
        var some = sample with { Body = [.. Enumerable.Repeat(sample.Body, 2).SelectMany(body => body)] };
        var many = Samples.Incorporation() with { Body = [.. Enumerable.Repeat(sample.Body, 12).SelectMany(body => body)] };

        using var one = PdfDocument.Open(await ReadAsync(some));
        using var several = PdfDocument.Open(await ReadAsync(many));

        Assert.Equal(1, one.NumberOfPages);
        Assert.True(several.NumberOfPages > 1);
    }

    private async Task<byte[]> ReadAsync(CertificateRequest request) => await documents.ReadAsync((await documents.PrepareAsync(request)).Sha256);

    private Task<int> CountAsync(string serial) =>
        documents.App.InScopeAsync(scope => scope.GetRequiredService<DocumentsDb>().Certificates.CountAsync(certificate => certificate.Serial == serial));

    private static string Text(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Concat(document.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value)).Replace(" ", "");
    }
}
