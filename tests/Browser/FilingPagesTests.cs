using OneStop.Platform.Texts;
using static OneStop.Browser.Tests.Government;

namespace OneStop.Browser.Tests;

/// <summary>What a filer and the officers see of filings in every state, in three languages, on a phone of 320 px, with script and without.</summary>
public sealed class FilingPagesTests(Government government)
{
    public static TheoryData<string> States => ["draft", "awaitingSignatures", "awaitingPayment", "underReview", "returned", "completed"];

    [Theory, MemberData(nameof(States))]
    public async Task A_filing_is_whole_in_every_state(string state)
    {
        var (faults, id) = (new List<string>(), (await government.FilingsAsync()).Ids[state]);

        await Inspection.OfAsync(government, Amy, $"/filings/{id}", faults);
        await Inspection.OfAsync(government, Amy, $"/filings/{id}/{(state is "draft" or "returned" ? "check" : "print")}", faults);

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task What_a_person_has_around_their_filings_is_whole()
    {
        var (faults, filings) = (new List<string>(), await government.FilingsAsync());
        string[] paths =
        [
            "/filings", "/inbox", "/account/activity", $"/pay/{filings.PaymentToMake}", $"/pay/{filings.PaymentMade}/receipt", $"/filings/{filings.Ids["awaitingPayment"]}/withdraw",
            $"/filings/{filings.Ids["awaitingSignatures"]}/change", $"/filings/{filings.Ids["draft"]}/delete", $"/filings/{filings.Ids["draft"]}/founders/1/remove",
        ];

        foreach (var path in paths)
        {
            await Inspection.OfAsync(government, Amy, path, faults);
        }

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task What_everybody_sees_of_a_company_and_its_certificate_is_whole()
    {
        var (faults, made) = (new List<string>(), (await government.FilingsAsync()).Made);

        foreach (var path in (string[])[$"/companies/{made.Company}", $"/registers/companies/{made.Company}", $"/verify/{made.Certificate}"])
        {
            await Inspection.OfAsync(government, null, path, faults);
        }

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task Every_page_of_the_form_is_whole()
    {
        var (faults, id) = (new List<string>(), (await government.FilingsAsync()).Ids["draft"]);
        var phone = await government.PhoneOfAsync(Amy);

        foreach (var (page, lang) in RefusalTests.FormPages.Zip(Enumerable.Repeat(Lang.All, 10).SelectMany(all => all)))
        {
            await Inspection.OfAsync(phone, $"/filings/{id}/{page}", lang, axe: true, faults);
        }

        Inspection.AssertNone(faults);
    }

    public static TheoryData<string, string> Desks => new()
    {
        { Registrar, "/cases" }, { Registrar, "/cases?show=all" }, { Registrar, "/cases/{case}" }, { Registrar, "/cases/{case}/decide" },
        { Cashier, "/payments" }, { Cashier, "/payments/{payment}" }, { Cashier, "/refunds" }, { Cashier, "/ledger" }, { Cashier, "/ledger?verify=true" }, { Cashier, "/reconciliation" },
        { Auditor, "/audit" }, { Auditor, "/audit?search=true" },
    };

    [Theory, MemberData(nameof(Desks))]
    public async Task What_an_officer_works_with_is_whole(string officer, string path)
    {
        var (faults, filings) = (new List<string>(), await government.FilingsAsync());

        await Inspection.OfAsync(government, officer, path.Replace("{case}", filings.Case, StringComparison.Ordinal).Replace("{payment}", filings.PaymentMade, StringComparison.Ordinal), faults);

        Inspection.AssertNone(faults);
    }
}
