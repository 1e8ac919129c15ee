using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Platform.Texts;
using static OneStop.Browser.Tests.Government;

namespace OneStop.Browser.Tests;

/// <summary>The pages around a company's changes, in three languages, on a phone of 320 px, with script and without.</summary>
public sealed class RegistryPagesTests(Government government)
{
    [Fact]
    public async Task What_leads_to_a_form_is_whole()
    {
        var (faults, company) = (new List<string>(), (await government.FilingsAsync()).Made.Company);

        foreach (var path in (string[])["/companies/file", "/companies/file?number=1x", $"/companies/{company}/file", $"/companies/{company}/watch", $"/companies/{company}/order", "/companies/basket", $"/companies/{company}"])
        {
            await Inspection.OfAsync(government, Amy, path, faults);
        }

        Inspection.AssertNone(faults);
    }

    public static TheoryData<string, string[]> Forms => new()
    {
        { "nr1", ["office"] }, { "nr2", ["records"] }, { "nd2a", ["what"] }, { "nd2b", ["officer", "particulars"] }, { "nd4", ["resignation"] },
        { "nsc1", ["allotment", "allottees"] }, { "nsc11", ["alteration"] }, { "nar1", ["return", "shareholders"] },
    };

    [Theory, MemberData(nameof(Forms))]
    public async Task A_form_is_whole_on_every_page(string form, string[] pages)
    {
        var (faults, filings) = (new List<string>(), await government.FilingsAsync());
        var id = await filings.BeginChangeAsync(form);
        var phone = await government.PhoneOfAsync(Amy);

        foreach (var page in (string[])[.. pages.Prepend("company").Select(page => $"/filings/{id}/{page}"), $"/filings/{id}/check", $"/companies/changes/{id}", $"/services/company-{form}"])
        {
            foreach (var lang in Lang.All)
            {
                await Inspection.OfAsync(phone, page, lang, axe: lang == Lang.Simplified, faults);
            }
        }

        Inspection.AssertNone(faults);
    }

    [Fact]
    public async Task Who_appoints_a_director_and_lets_one_go_sees_whole_pages()
    {
        var (faults, filings) = (new List<string>(), await government.FilingsAsync());
        var id = await filings.BeginChangeAsync("nd2a", new JsonObject { ["what"] = new JsonObject { ["change"] = new JsonArray("cease", "appoint") }, ["appointment"] = new JsonObject { ["kind"] = "person", ["role"] = "director" } });

        foreach (var page in (string[])["cessation", "appointment", "check"])
        {
            await Inspection.OfAsync(government, Amy, $"/filings/{id}/{page}", faults);
        }

        Inspection.AssertNone(faults);
    }
}
