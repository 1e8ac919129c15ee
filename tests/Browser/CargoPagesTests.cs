namespace OneStop.Browser.Tests;

/// <summary>A trader's pages and an organisation's, on a phone of 320 px, in three languages.</summary>
public sealed class CargoPagesTests(Government government)
{
    private const string Shipper = "shipper@demo.example";

    public static TheoryData<string?, string> Pages => new()
    {
        { null, "/road-cargo" }, { Shipper, "/road-cargo/consignments" }, { Shipper, "/road-cargo/consignments?state=Crossed" }, { Shipper, "/road-cargo/batch" },
        { Shipper, "/filings/new/road-cargo" }, { Shipper, "/account/organisations" }, { Shipper, "/account/organisations/new" },
        { Government.Amy, "/road-cargo/consignments" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_of_a_trader_is_whole_and_open_to_everybody(string? email, string path)
    {
        var faults = new List<string>();

        await Inspection.OfAsync(government, email, path, faults);

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task The_pages_behind_the_lists_are_too()
    {
        var faults = new List<string>();
        await using var phone = await government.NewPhoneAsync(Shipper);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/en/road-cargo/consignments");
        var consignment = new Uri(new Uri(page.Url), await page.Locator("main .entry__title a").First.GetAttributeAsync("href")).AbsolutePath["/en".Length..];
        await page.GotoAsync("/en/account/organisations");
        var organisation = new Uri(new Uri(page.Url), await page.Locator("main ul a").First.GetAttributeAsync("href")).AbsolutePath["/en".Length..];

        foreach (var path in new[] { consignment, consignment + "/amend", consignment + "/copy", consignment + "/cancel", organisation, organisation + "/invite", organisation + "/delegate", organisation + "/keys/new" })
        {
            await Inspection.OfAsync(government, Shipper, path, faults);
        }

        Inspection.AssertNone(faults);
    }
}
