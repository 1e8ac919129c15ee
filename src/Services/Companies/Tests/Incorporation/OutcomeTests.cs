using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Configuration;
using OneStop.Companies.Incorporation;
using OneStop.Companies.Incorporation.Articles;
using OneStop.Companies.Incorporation.Certificates;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Documents.Contracts;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Tests.Incorporation;

/// <summary>What a clean application becomes: signers, register entries, certificates, articles.</summary>
public sealed class OutcomeTests
{
    private static readonly Text Words = new(new TextCatalogue([typeof(CompaniesModule).Assembly]));

    [Fact]
    public void A_person_in_several_capacities_signs_once_with_all_of_them()
    {
        var signers = Signers.Of(Application.Read(Drafts.Clean()), Words);

        Assert.Equal(["amy.chan@demo.example", "ben.wong@demo.example", "carmen.lee@demo.example"], signers.Select(signer => signer.Email));
        Assert.Equal(["Founder member", "Director"], signers[0].Capacities.Select(capacity => capacity.En));
        Assert.Equal(["Company secretary"], signers[2].Capacities.Select(capacity => capacity.En));
        Assert.Equal("founders/0", signers[0].Path);
    }

    [Fact]
    public void A_company_signs_through_its_representative()
    {
        var draft = Drafts.Clean().With("directors/+", Drafts.Company("Wong Holdings Limited", "Ben.Wong@demo.example", "WONG Ben"));

        var ben = Signers.Of(Application.Read(draft), Words).Single(signer => signer.Name == "WONG Ben");

        Assert.Equal(["Founder member", "Director", "Director, for Wong Holdings Limited"], ben.Capacities.Select(capacity => capacity.En));
        Assert.Equal("董事，代表Wong Holdings Limited", ben.Capacities[2].ZhHant);
    }

    [Theory]
    [InlineData("hkid", "A123456(3)", "A123***")]
    [InlineData("hkid", "AB987654(3)", "AB98****")]
    [InlineData("passport", "K1234567", "K123****")]
    [InlineData("passport", "X1234", "X1***")]
    public void The_public_sees_part_of_an_identity_number(string document, string number, string partial)
    {
        var read = IdentityDocument.Read(new JsonObject { ["document"] = document, ["hkid"] = number, ["passportNumber"] = number, ["passportCountry"] = "GB" })!;

        Assert.Equal(partial, read.Partial);
    }

    [Fact]
    public void Nothing_sealed_reaches_the_registers()
    {
        var application = Application.Read(Drafts.Clean());

        var company = RegisterEntries.Company(application, "0001234", "60000001", Drafts.Today).ToJson().ToJsonString();
        var business = RegisterEntries.Business(application, "0001234", "60000001", Drafts.Today).ToJson().ToJsonString();

        Assert.DoesNotContain("Robinson", company + business);
        Assert.DoesNotContain("123456", company);
        Assert.DoesNotContain("1990", company + business);
        Assert.Contains("A123***", company);
    }

    [Theory]
    [InlineData("2026-12-01", "1", "2026-12-01", "2027-11-24")]
    [InlineData("2026-11-20", "3", "2026-11-25", "2029-11-24")]
    public void A_business_never_begins_before_its_company(string wanted, string term, string starts, string expires)
    {
        var application = Application.Read(Drafts.Clean().With("business/startedOn", wanted).With("certificate/term", term));

        var business = RegisterEntries.Business(application, "0001234", "60000001", Drafts.Today);

        Assert.Equal((DateOnly.Parse(starts), DateOnly.Parse(expires)), (business.StartedOn, business.ExpiresOn));
    }

    [Fact]
    public void A_filing_makes_the_same_serial_however_often_and_no_two_companies_share_one() =>
        Gen.Select(Gen.Int[1, 9_999_999], Gen.Int[1, 9_999_999], Gen.Guid).Sample((one, other, filing) =>
        {
            var serial = IncorporationCertificates.Serial("CI", CompanyNumber.Format(one), filing);

            Assert.Equal(serial, IncorporationCertificates.Serial("CI", CompanyNumber.Format(one), filing));
            Assert.Equal(serial, ReferenceNumber.Parse(serial));
            Assert.Equal(one == other, serial == IncorporationCertificates.Serial("CI", CompanyNumber.Format(other), filing));
            Assert.NotEqual(serial[3..], IncorporationCertificates.Serial("BR", CompanyNumber.Format(one), filing)[3..]);
        });

    [Fact]
    public void The_certificates_carry_the_names_numbers_and_days_in_both_languages()
    {
        var application = Application.Read(Drafts.Clean().With("business/name", "Harbour Lights"));
        var company = RegisterEntries.Company(application, "0001234", "60000001", Drafts.Today);
        var certificates = new IncorporationCertificates(Words, new ConfigurationBuilder().Build());

        var incorporation = certificates.Incorporation(company, Ids.New());
        var business = certificates.BusinessRegistration(company, RegisterEntries.Business(application, "0001234", "60000001", Drafts.Today), "Harbour Lights", Ids.New());

        Assert.Equal(["Harbour Lights Bakery Limited", "海港燈火餅店有限公司"], incorporation.Body.OfType<Emphasis>().Select(line => line.Text));
        Assert.Contains(incorporation.Body.OfType<Paragraph>(), paragraph => paragraph.Text.En.Contains("25 November 2026") && paragraph.Text.ZhHant.Contains("2026年11月25日"));
        Assert.Equal(("0001234", "60000001"), (incorporation.SubjectKey, business.SubjectKey));
        Assert.Contains(business.Body.OfType<Facts>().Single().Rows, row => row.Value == "60000001-000-11-26");
        Assert.Contains(business.Body.OfType<Facts>().Single().Rows, row => row.Value == "Harbour Lights");
    }

    [Fact]
    public void Sample_articles_are_filled_in_from_the_form()
    {
        var application = Application.Read(Drafts.Clean());

        foreach (var (set, kind) in from set in SampleArticles.Sets from kind in Enum.GetValues<CompanyKind>() select (set, kind))
        {
            var articles = SampleArticles.Filled(set, application with { Kind = kind }, Drafts.Today);
            Assert.True(articles.Count >= 4);
            Assert.All(articles, article => Assert.DoesNotMatch(@"[{}]", article.En + article.ZhHant + article.ZhHans));
        }

        Assert.Contains(SampleArticles.Filled("sample-a", application, Drafts.Today), article => article.En.Contains("CHAN Amy: 60 Ordinary"));
        Assert.Contains(SampleArticles.Filled("sample-a", application, Drafts.Today), article => article.ZhHant.Contains("海港燈火餅店有限公司"));
    }
}
