using static OneStop.Browser.Tests.Government;

namespace OneStop.Browser.Tests;

/// <summary>Every page that needs no journey to reach, in three languages, on a phone of 320 px, with script and without.</summary>
public sealed class PagesTests(Government government)
{
    public static TheoryData<string?, string> Pages => new()
    {
        { null, "/" }, { null, "/services" }, { null, "/services?q=company" }, { null, "/services?q=zebra" }, { null, "/services/incorporate-company" },
        { null, "/departments" }, { null, "/developers" }, { null, "/not-there" },
        { null, "/sign-in" }, { null, "/sign-up" }, { null, "/forgotten-password" },
        { null, "/companies" }, { null, "/companies?q=a" }, { null, "/companies?q=zzqqxx" }, { null, "/companies/names" }, { null, "/companies/names?english=Royal+Council+Limited" }, { null, "/companies/articles/sample-a" },
        { null, "/companies/0000001" }, { null, "/verify" }, { null, "/verify?serial=nonsense" }, { null, "/usage" }, { null, "/mailbox" },
        { Amy, "/account" }, { Amy, "/account/details" }, { Amy, "/account/email" }, { Amy, "/account/password" }, { Amy, "/account/authenticator" }, { Amy, "/account/passkeys" },
        { Amy, "/account/sessions" }, { Amy, "/filings/new/incorporate-company" }, { Amy, "/sign-out" },
        { Operator, "/" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_whole_and_open_to_everybody(string? email, string path)
    {
        var faults = new List<string>();

        await Inspection.OfAsync(government, email, path, faults);

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task The_language_somebody_chose_is_theirs_at_the_next_visit()
    {
        await using var phone = await government.NewPhoneAsync(null);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/en/services?q=company");

        await page.ClickAsync("header a[hreflang=zh-Hans]");
        await page.WaitForURLAsync("**/zh-Hans/services?q=company");
        await page.GotoAsync("/");

        Assert.EndsWith("/zh-Hans", page.Url, StringComparison.Ordinal);
    }
}
