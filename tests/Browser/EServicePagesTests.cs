using static OneStop.Browser.Tests.Government;

namespace OneStop.Browser.Tests;

/// <summary>What a filer sees of e-services that are files: the catalogue's page, each page of the form, the check page, in three languages at 320 px, with script and without.</summary>
public sealed class EServicePagesTests(Government government)
{
    [Theory]
    [InlineData("library-card", "applicant", "contact", "options")]
    [InlineData("sports-ground-booking-request", "group", "ground")]
    [InlineData("job-application", "schooling", "schooling/1", "referees/1", "letter")]
    [InlineData("change-of-address", "addresses", "tell")]
    public async Task Every_page_of_an_e_service_is_whole(string service, params string[] pages)
    {
        var faults = new List<string>();
        await Inspection.OfAsync(government, null, $"/services/{service}", faults);
        await Inspection.OfAsync(government, Amy, $"/filings/new/{service}", faults);
        var id = await BeginAsync(service);

        foreach (var page in pages)
        {
            await Inspection.OfAsync(government, Amy, $"/filings/{id}/{page}", faults);
        }

        await Inspection.OfAsync(government, Amy, $"/filings/{id}", faults);
        await Inspection.OfAsync(government, Amy, $"/filings/{id}/check", faults);

        Inspection.AssertNone(faults);
    }

    private async Task<string> BeginAsync(string service)
    {
        var phone = await government.PhoneOfAsync(Amy);
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"/en/filings/new/{service}");
        await page.Locator("main form button").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/new/", StringComparison.Ordinal));
        var id = new Uri(page.Url).Segments[3].TrimEnd('/');
        await page.CloseAsync();
        return id;
    }
}
