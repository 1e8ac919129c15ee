using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Companies.Tests.Journeys;

/// <summary>Forming a company as people do it: in a browser without script, from making an account to verifying the certificate.</summary>
public sealed class PagesJourneyTests(Governments governments)
{
    public static TheoryData<DatabaseKind> Engines => Governments.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_private_company_is_formed_without_an_officer(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var people = await Companies.PeopleAsync(app);
        var name = Companies.FreeName();
        var application = await Application.BeginAsync(people.Amy);

        await application.FillAsync(people.Content(name));
        await application.SubmitAsync();
        var articles = $"/en/companies/articles/of/{application.Id}";
        Assert.Contains(name, (await people.Carmen.Browser.OpenAsync(articles)).Text);
        using var stranger = await Citizen.SignInAsync(app, "cashier@demo.example");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.OpenAsync(articles)).Status);

        await application.SignAsync(people.Amy, people.Ben, people.Carmen);
        await application.PayAsync();
        var done = await application.UntilAsync(page => page.Links.Any(link => link.Contains("/companies/", StringComparison.Ordinal)));

        var number = done.Links.Select(link => link.Split("/companies/")).First(parts => parts.Length == 2)[1];
        using var anybody = app.Browse();
        var profile = await anybody.OpenAsync($"/en/companies/{number}");
        Assert.Contains(name, profile.Text);
        Assert.Contains("A123***", profile.Text);
        Assert.DoesNotContain("Robinson", profile.Source);
        Assert.DoesNotContain("A123456", profile.Source);
        Assert.Contains(number, (await anybody.OpenAsync($"/zh-Hant/companies?q={Uri.EscapeDataString(name)}")).Source);

        var certificates = done.Links.Where(link => link.EndsWith(".pdf", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, certificates.Count);
        foreach (var certificate in certificates)
        {
            var pdf = await anybody.Http.GetByteArrayAsync(certificate);
            Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(pdf[..8]));
            var serial = certificate.Split('/')[^1][..^4];
            var verified = await anybody.OpenAsync($"/en/verify/{serial}");
            Assert.Equal(HttpStatusCode.OK, verified.Status);
            Assert.Contains(serial, verified.Text);
            Assert.NotNull(verified.Html.QuerySelector(".govuk-panel"));
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_company_is_formed_in_Chinese_and_found_in_simplified_characters(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var people = await Companies.PeopleAsync(app, "zh-Hant");
        var mark = string.Concat(people.Amy.Email[3..9].Select(digit => "東南西北春夏秋冬山水日月風雲天地"[Convert.ToInt32(digit.ToString(), 16)]));
        var application = await Application.BeginAsync(people.Amy);

        await application.FillAsync(people.Content(Companies.FreeName(), $"{mark}餅店有限公司"));
        await application.SubmitAsync();
        await application.SignAsync(people.Amy, people.Ben, people.Carmen);
        await application.PayAsync();
        await application.UntilAsync(page => page.Links.Any(link => link.Contains("/companies/", StringComparison.Ordinal)));

        using var anybody = app.Browse();
        var simplified = mark.Replace('東', '东').Replace('風', '风').Replace('雲', '云') + "饼店";
        var found = await anybody.Http.GetFromJsonAsync<JsonObject>($"/api/companies?q={Uri.EscapeDataString(simplified)}");
        Assert.Equal($"{mark}餅店有限公司", (string?)found!["items"]![0]!["nameChinese"]);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_wrong_answer_is_told_beside_its_field_and_nothing_typed_is_lost(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await Citizen.SignInAsync(app, "amy.chan@demo.example");
        var application = await Application.BeginAsync(amy);
        await application.AnswerAsync("kind", "kind", new JsonObject { ["kind"] = "private" });

        (string Page, Dictionary<string, string> Fields, string Field)[] wrong =
        [
            ("name", new() { ["name-english"] = "Harbour 餅店 Limited", ["name-chinese"] = "" }, "name-english"),
            ("name", new() { ["name-english"] = "", ["name-chinese"] = "海港餅店" }, "name-chinese"),
            ("name", new() { ["name-english"] = "", ["name-chinese"] = "海港饼店有限公司" }, "name-chinese"),
            ("office", new() { ["office-address-line1"] = "PO Box 1", ["office-address-district"] = "Central", ["office-address-country"] = "HK" }, "office-address-line1"),
            ("office", new() { ["office-address-line1"] = "1 Orchard Road", ["office-address-district"] = "", ["office-address-country"] = "SG" }, "office-address-country"),
            ("business", new() { ["business-startedOn-day"] = "1", ["business-startedOn-month"] = "1", ["business-startedOn-year"] = "2020", ["business-atOffice"] = "yes" }, "business-startedOn"),
        ];
        foreach (var (page, fields, field) in wrong)
        {
            var answer = await application.TryAsync(page, fields);

            Assert.True(answer.Errors.Any(error => error.Field.StartsWith(field, StringComparison.Ordinal)), $"{page}: {string.Join(" | ", answer.Errors)}");
            var typed = fields.First(given => given.Value.Length > 3);
            Assert.Contains(typed.Value, answer.Source);
        }
    }
}
