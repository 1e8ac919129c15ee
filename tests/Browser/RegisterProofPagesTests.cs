using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OneStop.Platform.Texts;

namespace OneStop.Browser.Tests;

/// <summary>A company's entry is proved and checked as anybody would do it: download, choose the file, read the verdict; on a phone of 320 px.</summary>
public sealed class RegisterProofPagesTests(Government government)
{
    [Theory]
    [InlineData("/registers/verify")]
    [InlineData("/registers/companies/0000001")]
    public async Task A_page_of_proofs_is_whole_and_open_to_everybody(string path)
    {
        var faults = new List<string>();

        await Inspection.OfAsync(government, null, path, faults);

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task A_downloaded_proof_holds_in_three_languages_without_asking_the_site_and_a_changed_one_does_not()
    {
        await using var phone = await government.NewPhoneAsync(null);
        var page = await phone.NewPageAsync();
        var proof = await DownloadAsync(page);
        var faults = new List<string>();
        foreach (var (lang, holds, fails) in new[] { (Lang.English, "The proof holds", "The proof does not hold"), (Lang.Traditional, "證明成立", "證明不成立"), (Lang.Simplified, "证明成立", "证明不成立") })
        {
            await page.GotoAsync($"/{lang}/registers/verify");
            await phone.SetOfflineAsync(true);
            Assert.Contains(holds, await CheckAsync(page, proof), StringComparison.Ordinal);
            Assert.Contains("0000001", await page.Locator("[data-facts]").InnerTextAsync(), StringComparison.Ordinal);
            await Inspection.InspectAsync(page, lang, axe: lang == Lang.English, faults);

            proof["entry"]!["validFrom"] = "1997-07-01";
            Assert.Contains(fails, await CheckAsync(page, proof), StringComparison.Ordinal);
            await Inspection.InspectAsync(page, lang, axe: lang == Lang.English, faults);
            await phone.SetOfflineAsync(false);
            proof = await DownloadAsync(page);
        }

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task What_is_no_proof_or_somebody_elses_is_told_apart()
    {
        await using var phone = await government.NewPhoneAsync(null);
        var page = await phone.NewPageAsync();
        var proof = await DownloadAsync(page);
        await page.GotoAsync("/en/registers/verify");

        Assert.Contains("This is not a proof from a register.", await CheckAsync(page, new JsonObject { ["hello"] = "world" }), StringComparison.Ordinal);
        proof["checkpoint"] = proof["checkpoint"]!.GetValue<string>().Replace("onestop.invalid", "elsewhere.example", StringComparison.Ordinal);
        Assert.Contains("not signed by a register of this site", await CheckAsync(page, proof), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_the_page_says_how_to_check()
    {
        var page = await (await government.PhoneOfAsync(null, script: false)).NewPageAsync();
        await page.GotoAsync("/en/registers/verify");

        await Assertions.Expect(page.GetByText("onestop verify proof.json")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[type=file]")).ToBeHiddenAsync();
        await page.CloseAsync();
    }

    private static async Task<JsonObject> DownloadAsync(IPage page)
    {
        await page.GotoAsync("/en/registers/companies/0000001");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download the proof of entry 1").ClickAsync());
        Assert.Equal("companies-0000001-1.proof.json", download.SuggestedFilename);
        return JsonNode.Parse(await File.ReadAllTextAsync(await download.PathAsync()))!.AsObject();
    }

    private static async Task<string> CheckAsync(IPage page, JsonObject proof)
    {
        await page.EvaluateAsync("document.querySelector('[data-result]').hidden = true");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "p.proof.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(proof.ToJsonString()) });
        await page.Locator("[data-result]").WaitForAsync();
        return await page.Locator("[data-result]").InnerTextAsync();
    }
}
