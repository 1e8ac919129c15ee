using Microsoft.Playwright;
using OneStop.Platform.Texts;
using static OneStop.Browser.Tests.Government;

namespace OneStop.Browser.Tests;

/// <summary>The journey's second half as people walk it on their phones: check, submit, sign, pay, read the result, verify.</summary>
public sealed class JourneyTests(Government government)
{
    public static TheoryData<string, bool, string> Walks => new() { { "zh-Hant", true, "Walking Kites Limited" }, { "zh-Hans", false, "Wandering Kites Limited" } };

    [Theory, MemberData(nameof(Walks))]
    public async Task A_company_is_formed_on_a_phone(string language, bool script, string name)
    {
        var (lang, faults) = (Lang.FindOrEnglish(language), new List<string>());
        var id = await (await government.FilingsAsync()).DraftAsync(name);
        var amy = await (await government.PhoneOfAsync(Amy, script)).NewPageAsync();
        var ben = await (await government.PhoneOfAsync(Ben, script)).NewPageAsync();
        var filing = $"/{lang.Code}/filings/{id}";

        await amy.GotoAsync($"{filing}/check");
        await amy.CheckAsync("[name=declared]");
        await amy.ClickAsync("main form button");
        await SeeAsync(amy);
        await amy.ClickAsync("main a.govuk-button");
        await SignAsync(amy);
        await ben.GotoAsync($"/{lang.Code}/inbox");
        await ben.ClickAsync("main .entry a >> nth=0");
        await SeeAsync(ben);
        await ben.ClickAsync("main a.govuk-button");
        await SignAsync(ben);

        await amy.GotoAsync(filing);
        await amy.ClickAsync("main a.govuk-button");
        await SeeAsync(amy);
        await amy.ClickAsync("main form button");
        await amy.ClickAsync("button[value=decline]");
        await UntilAsync(amy, "main a.govuk-button");
        await SeeAsync(amy);
        await amy.ClickAsync("main a.govuk-button");
        await amy.ClickAsync("main form button");
        await amy.ClickAsync("button[value=approve]");
        await UntilAsync(amy, ".govuk-panel");
        await SeeAsync(amy);

        await amy.GotoAsync(filing);
        await UntilAsync(amy, "main a[href$='.pdf']");
        await SeeAsync(amy);
        var certificate = await amy.GetAttributeAsync("main a[href$='.pdf'] >> nth=0", "href");
        var pdf = await amy.Context.APIRequest.GetAsync(certificate!);
        await amy.ClickAsync("main a[href*='/verify/']");
        await SeeAsync(amy);

        Assert.Contains(name, await amy.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.StartsWith("%PDF-", await pdf.TextAsync(), StringComparison.Ordinal);
        Inspection.AssertNone(faults);
        await amy.CloseAsync();
        await ben.CloseAsync();

        async Task SignAsync(IPage page)
        {
            await SeeAsync(page);
            await page.CheckAsync("[name=agreed]");
            await page.ClickAsync("button[value=sign]");
            await SeeAsync(page);
        }

        Task SeeAsync(IPage page) => Inspection.InspectAsync(page, lang, axe: script, faults);
    }

    [Fact]
    public async Task An_officer_refuses_and_a_second_one_confirms()
    {
        var (lang, faults) = (Lang.Traditional, new List<string>());
        var filings = await government.FilingsAsync();
        var first = await (await government.PhoneOfAsync(Registrar)).NewPageAsync();
        var second = await (await government.PhoneOfAsync(SecondRegistrar)).NewPageAsync();
        var applicant = await (await government.PhoneOfAsync(Amy)).NewPageAsync();
        var id = await filings.UnderReviewAsync("Refused Council Limited");
        var address = $"/zh-Hant/cases/{await filings.CaseOfAsync(id)}";

        await first.GotoAsync(address);
        await first.FillAsync("[name=purpose]", "核對董事身分");
        await first.ClickAsync("#reveal button");
        await SeeAsync(first);
        Assert.Contains("A123456(3)", await first.InnerTextAsync("main"), StringComparison.Ordinal);
        await first.GotoAsync($"{address}/decide");
        await first.TypeAsync(["decision=refuse", "reasonCodes=name-misleading", "note=名稱令人誤會。"]);
        await first.ClickAsync("main form button");
        await SeeAsync(first);
        await first.ClickAsync("main form button >> nth=0");
        await SeeAsync(first);
        await second.GotoAsync($"{address}/second");
        await SeeAsync(second);
        await second.TypeAsync(["answer=confirm"]);
        await second.ClickAsync("main form button");
        await SeeAsync(second);
        await applicant.GotoAsync($"/zh-Hant/filings/{id}");
        await UntilAsync(applicant, "main .govuk-inset-text");
        await SeeAsync(applicant);

        Assert.Contains("名稱令人誤會。", await applicant.InnerTextAsync("main"), StringComparison.Ordinal);
        Inspection.AssertNone(faults);

        Task SeeAsync(IPage page) => Inspection.InspectAsync(page, lang, axe: true, faults);
    }

    [Fact]
    public async Task A_cashier_proposes_a_refund_and_a_second_one_decides()
    {
        var faults = new List<string>();
        var filings = await government.FilingsAsync();
        var first = await (await government.PhoneOfAsync(Cashier)).NewPageAsync();
        var second = await (await government.PhoneOfAsync(SecondCashier)).NewPageAsync();

        await first.GotoAsync($"/en/payments/{filings.PaymentMade}");
        await first.TypeAsync(["amount=5", "reason=Paid too much"]);
        await first.ClickAsync("main form button");
        await Inspection.InspectAsync(first, Lang.English, axe: true, faults);
        await first.ClickAsync("main form button[value=approve]");
        await Inspection.InspectAsync(first, Lang.English, axe: true, faults);
        var ownRefused = await first.Locator(".govuk-error-summary").IsVisibleAsync();
        await second.GotoAsync("/zh-Hant/refunds");
        await Inspection.InspectAsync(second, Lang.Traditional, axe: true, faults);
        await second.ClickAsync("main form button[value=approve]");
        await Inspection.InspectAsync(second, Lang.Traditional, axe: true, faults);

        Assert.True(ownRefused, "One cashier did both.");
        Assert.Equal(0, await second.Locator("main form button[value=approve]").CountAsync());
        Inspection.AssertNone(faults);
    }

    /// <summary>Looks again until it is there: no page here needs script to show what has happened meanwhile.</summary>
    private static async Task UntilAsync(IPage page, string what)
    {
        for (var time = 0; time < 100 && await page.Locator(what).CountAsync() == 0; time++)
        {
            await page.ReloadAsync();
        }

        await page.Locator(what).First.WaitForAsync();
    }
}
