using OneStop.Platform.Texts;
using static OneStop.Browser.Tests.Government;

namespace OneStop.Browser.Tests;

/// <summary>Wherever something is refused, the page says so in its title and at its top, leads to the field, says the cure beside it, and keeps what was typed.</summary>
public sealed class RefusalTests(Government government)
{
    internal static readonly IReadOnlyList<string> FormPages =
        ["kind", "name", "office", "email", "presenter", "capital", "capital/1", "founders", "founders/1", "directors", "directors/1", "secretary", "reserve", "articles", "nature", "business", "certificate", "compliance"];

    /// <summary>Whose, where, what is typed (<c>field=value</c>, boxes and radio buttons too), and which button is pressed.</summary>
    public static TheoryData<string?, string, string[], string> Wrong => new()
    {
        { null, "/sign-in", [], "" },
        { null, "/sign-in", ["email=amy", "password=wrong"], "" },
        { null, "/sign-up", [], "" },
        { null, "/sign-up", ["name=Walker Lee", "email=nonsense", "password=password123"], "" },
        { null, "/forgotten-password", [], "" },
        { null, "/verify", [], "govuk-button--secondary" },
        { Amy, "/account/email", ["email=nobody"], "" },
        { Amy, "/account/password", ["password=short"], "" },
        { Amy, "/account/authenticator", ["code=12"], "" },
        { Amy, "/filings/{draft}/name", ["name-english=Kites 風箏 Limited", "name-chinese=Kites"], "" },
        { Amy, "/filings/{draft}/name", ["name-english=", "name-chinese="], "" },
        { Amy, "/filings/{draft}/office", ["office-address-line1=PO Box 12", "office-address-district="], "" },
        { Amy, "/filings/{draft}/office", ["office-address-line1=", "office-address-district="], "" },
        { Amy, "/filings/{draft}/email", ["email-email=office at kites"], "" },
        { Amy, "/filings/{draft}/capital/1", ["capital-0-class=other", "capital-0-number=-1", "capital-0-amount=abc", "capital-0-paid=1.234"], "" },
        { Amy, "/filings/{draft}/capital/1", ["capital-0-amount=100", "capital-0-paid=50", "capital-0-unpaid=49"], "" },
        { Amy, "/filings/{draft}/founders/1", ["founders-0-nameEnglish=陳大文", "founders-0-nameChinese=ABC", "founders-0-email=no", "founders-0-address-line1=c/o Somebody", "founders-0-number=0"], "" },
        { Amy, "/filings/{draft}/directors/1", ["directors-0-hkid=A123456(4)", "directors-0-dateOfBirth-day=31", "directors-0-dateOfBirth-month=2", "directors-0-home-line1="], "" },
        { Amy, "/filings/{draft}/secretary", ["secretary-email=", "secretary-document=passport", "secretary-address-country=GB"], "" },
        { Amy, "/filings/{draft}/articles", ["articles-set=own"], "" },
        { Amy, "/filings/{draft}/nature", ["nature-code="], "" },
        { Amy, "/filings/{draft}/business", ["business-startedOn-year=2001", "business-atOffice=no"], "" },
        { Amy, "/filings/{draft}/compliance", ["compliance-founder=Somebody Else"], "" },
        { Amy, "/filings/{draft}/check", [], "" },
        { Registrar, "/cases/{case}/decide", [], "" },
        { Registrar, "/cases/{case}/decide", ["decision=refuse", "note=The name misleads."], "" },
        { Cashier, "/payments/{made}", ["amount=99999999"], "" },
        { Cashier, "/reconciliation", ["day-day=31", "day-month=2"], "" },
        { Auditor, "/audit", ["from=yesterday", "actor=me"], "" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_refusal_is_said_at_the_top_and_beside_the_field_and_keeps_what_was_typed(string? email, string path, string[] typed, string button)
    {
        var (faults, filings) = (new List<string>(), await government.FilingsAsync());
        var address = path.Replace("{draft}", filings.Ids["draft"], StringComparison.Ordinal).Replace("{case}", filings.Case, StringComparison.Ordinal)
            .Replace("{made}", filings.PaymentMade, StringComparison.Ordinal);

        foreach (var lang in Lang.All)
        {
            var page = await (await government.PhoneOfAsync(email, script: lang != Lang.Simplified)).NewPageAsync();
            await page.GotoAsync($"/{lang.Code}{address}");
            await page.TypeAsync(typed);
            await page.ClickAsync($"main form button{(button.Length > 0 ? "." + button : "[type=submit]")} >> nth=0");
            await Inspection.InspectAsync(page, lang, axe: lang == Lang.Traditional, faults);
            var here = new Uri(page.Url).PathAndQuery;
            if (!await page.Locator(".govuk-error-summary li").First.IsVisibleAsync())
            {
                faults.Add($"{here}: refuses nothing");
            }

            foreach (var lost in await page.LostOfAsync(typed.Where(field => !field.Contains("assword=", StringComparison.Ordinal))))
            {
                faults.Add($"{here}: lost {lost}");
            }

            faults.AddRange((await page.EvalOnSelectorAllAsync<string[]>(
                ".govuk-error-summary a", "links => links.filter(link => !document.querySelector('.govuk-error-message')).map(link => link.textContent)")).Select(message => $"{here}: {message} does not stand beside its field"));
            await page.CloseAsync();
        }

        Inspection.AssertNone(faults);
    }
}
