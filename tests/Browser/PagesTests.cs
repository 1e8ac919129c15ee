using OneStop.Platform.Texts;

namespace OneStop.Browser.Tests;

/// <summary>Every page that needs no journey to reach, in three languages, on a phone of 320 px, with script and without.</summary>
public sealed class PagesTests(Government government) : IClassFixture<Government>
{
    private const string Amy = "amy.chan@demo.example";
    private const string Registrar = "registrar@demo.example";
    private const string Auditor = "auditor@demo.example";
    private const string Cashier = "cashier@demo.example";

    public static TheoryData<string?, string> Pages => new()
    {
        { null, "/" }, { null, "/services" }, { null, "/services?q=company" }, { null, "/services?q=zebra" }, { null, "/services/incorporate-company" },
        { null, "/departments" }, { null, "/developers" }, { null, "/not-there" },
        { null, "/sign-in" }, { null, "/sign-up" }, { null, "/forgotten-password" },
        { null, "/companies" }, { null, "/companies?q=a" }, { null, "/companies/names" }, { null, "/companies/articles" },
        { null, "/verify" }, { null, "/usage" }, { null, "/mailbox" },
        { Amy, "/" }, { Amy, "/account" }, { Amy, "/account/details" }, { Amy, "/account/email" }, { Amy, "/account/password" }, { Amy, "/account/sessions" },
        { Amy, "/account/activity" }, { Amy, "/inbox" }, { Amy, "/filings" }, { Amy, "/filings/new/incorporate-company" }, { Amy, "/sign-out" },
        { Registrar, "/cases" }, { Cashier, "/payments" }, { Cashier, "/ledger" }, { Cashier, "/refunds" }, { Cashier, "/reconciliation" }, { Auditor, "/audit" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_whole_and_open_to_everybody(string? email, string path)
    {
        var faults = new List<string>();

        await using (var phone = await government.PhoneOfAsync(email))
        {
            await Inspection.OfAsync(phone, path, axe: true, faults);
        }

        await using (var phone = await government.PhoneOfAsync(email, script: false))
        {
            await Inspection.OfAsync(phone, path, axe: false, faults);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_draft_of_a_company_is_whole_on_every_page()
    {
        var faults = new List<string>();
        await using var phone = await government.PhoneOfAsync(Amy);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/zh-Hant/filings/new/incorporate-company");
        await page.ClickAsync("main form button[type=submit]");
        var draft = new Uri(page.Url).AbsolutePath;
        Assert.Matches("^/zh-Hant/filings/[0-9a-f-]{36}", draft);
        var home = string.Join('/', draft.Split('/').Take(4));
        await page.GotoAsync(home);
        var links = await page.EvalOnSelectorAllAsync<string[]>($"main a[href^='{home}/']", "links => links.map(link => link.getAttribute('href'))");

        Assert.NotEmpty(links);
        foreach (var path in links.Prepend(home).Distinct(StringComparer.Ordinal).Where(path => !path.EndsWith("/delete", StringComparison.Ordinal)))
        {
            await Inspection.OfAsync(phone, path["/zh-Hant".Length..], axe: true, faults);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_companys_profile_is_whole()
    {
        var faults = new List<string>();
        await using var phone = await government.PhoneOfAsync(null);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/en/companies?q=limited");
        var profile = await page.Locator("main a[href^='/en/companies/']").First.GetAttributeAsync("href");

        await Inspection.OfAsync(phone, profile!["/en".Length..], axe: true, faults);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_form_with_errors_is_whole_too()
    {
        var faults = new List<string>();
        await using var phone = await government.PhoneOfAsync(null);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/zh-Hant/sign-in");

        await page.ClickAsync("main form button[type=submit]");
        await Inspection.InspectAsync(page, "/zh-Hant/sign-in with errors", Lang.Traditional, axe: true, faults);

        Assert.True(await page.Locator(".govuk-error-summary").IsVisibleAsync());
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task The_language_somebody_chose_is_theirs_at_the_next_visit()
    {
        await using var phone = await government.PhoneOfAsync(null);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/en/services?q=company");

        await page.ClickAsync("header a[hreflang=zh-Hans]");
        await page.WaitForURLAsync("**/zh-Hans/services?q=company");
        await page.GotoAsync("/");

        Assert.EndsWith("/zh-Hans", page.Url, StringComparison.Ordinal);
    }
}
