using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Accounts;
using OneStop.Kit;
using OneStop.Platform.Texts;

namespace OneStop.Browser.Tests;

/// <summary>Amy's filings, one in each state that somebody may find one in, made by program.</summary>
internal sealed class Filings
{
    private readonly HttpClient amy;
    private readonly HttpClient ben;
    private readonly HttpClient registrar;

    private Filings(HttpClient amy, HttpClient ben, HttpClient registrar) => (this.amy, this.ben, this.registrar) = (amy, ben, registrar);

    /// <summary>By state: the filing's id.</summary>
    public Dictionary<string, string> Ids { get; } = [];

    /// <summary>What the completed one made: the company's number and its certificate's serial.</summary>
    public (string Company, string Certificate) Made { get; private set; }

    public string PaymentToMake { get; private set; } = "";

    public string PaymentMade { get; private set; } = "";

    public string Case { get; private set; } = "";

    public static async Task<Filings> MakeAsync(Uri government)
    {
        var filings = new Filings(
            await ProgramOfAsync(government, Government.Amy), await ProgramOfAsync(government, Government.Ben), await ProgramOfAsync(government, Government.Registrar));
        await filings.MakeAsync();
        return filings;
    }

    /// <summary>A draft with every answer given.</summary>
    public async Task<string> DraftAsync(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/filings/incorporate-company") { Content = JsonContent.Create(Content(name)) };
        request.Headers.Add("Idempotency-Key", name);
        return (string)(await ReadAsync(await amy.SendAsync(request)))["id"]!;
    }

    /// <summary>A form about the company that was made, as the register fills it in, with further answers.</summary>
    public async Task<string> BeginChangeAsync(string form, JsonObject? answers = null)
    {
        var id = (string)(await ReadAsync(await amy.PostAsync($"/api/companies/{Made.Company}/filings/{form}", null)))["id"]!;
        if (answers is not null)
        {
            await ReadAsync(await amy.PatchAsJsonAsync($"/api/filings/{id}", answers));
        }

        return id;
    }

    public Task<string> UnderReviewAsync(string name) => PayAsync(name, "underReview");

    private async Task MakeAsync()
    {
        Ids["draft"] = await DraftAsync("Draft Kites Limited");
        Ids["awaitingSignatures"] = await SubmitAsync("Signature Kites Limited");
        Ids["awaitingPayment"] = await SignAsync("Payment Kites Limited");
        PaymentToMake = (string)(await ShowAsync(Ids["awaitingPayment"]))["payment"]!["reference"]!;
        Ids["completed"] = await PayAsync("Completed Kites Limited", "completed");
        var completed = await ShowAsync(Ids["completed"]);
        Made = ((string)completed["outcome"]!["result"]!["companyNumber"]!, (string)completed["outcome"]!["result"]!["incorporationCertificate"]!);
        PaymentMade = (string)completed["payment"]!["reference"]!;
        Ids["underReview"] = await PayAsync("Reviewed Council Limited", "underReview");
        Case = await CaseOfAsync(Ids["underReview"]);
        Ids["returned"] = await PayAsync("Returned Council Limited", "underReview");
        var decided = await registrar.PostAsJsonAsync($"/api/cases/{await CaseOfAsync(Ids["returned"])}/decision", new { decision = "return", reasonCodes = new[] { "name-misleading" }, note = "Please choose another word." });
        await ReadAsync(decided);
        await UntilAsync(Ids["returned"], "returned");
    }

    private async Task<string> SubmitAsync(string name)
    {
        var id = await DraftAsync(name);
        await ReadAsync(await amy.PostAsJsonAsync($"/api/filings/{id}/submit", new { declared = true }));
        return id;
    }

    private async Task<string> SignAsync(string name)
    {
        var id = await SubmitAsync(name);
        foreach (var signer in (HttpClient[])[amy, ben])
        {
            foreach (var asked in (await signer.GetFromJsonAsync<JsonArray>("/api/signatures"))!.Where(asked => (string)asked!["filingId"]! == id))
            {
                var signature = asked!["signature"]!;
                await ReadAsync(await signer.PostAsJsonAsync($"/api/signatures/{signature["id"]}/sign", new { agreed = true, contentHash = (string)signature["contentHash"]! }));
            }
        }

        await UntilAsync(id, "awaitingPayment");
        return id;
    }

    private async Task<string> PayAsync(string name, string state)
    {
        var id = await SignAsync(name);
        var payment = (string)(await ShowAsync(id))["payment"]!["id"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payments/{payment}/attempts") { Content = JsonContent.Create(new { method = "simulator" }) };
        request.Headers.Add("Idempotency-Key", name);
        await ReadAsync(await amy.SendAsync(request));
        var checkout = await Eventually.GetAsync(async () => (await amy.GetFromJsonAsync<JsonObject>($"/api/payments/{payment}"))!["attempts"]![0]!["redirectUrl"]?.GetValue<string>());
        await ReadAsync(await amy.PostAsJsonAsync($"/simulator/api/payments/{checkout!.Split('/')[^1]}/pay", new { outcome = "approve" }));
        await UntilAsync(id, state);
        return id;
    }

    public async Task<string> CaseOfAsync(string id)
    {
        var reference = (string)(await ShowAsync(id))["reference"]!;
        var found = (await registrar.GetFromJsonAsync<JsonObject>("/api/cases?show=all"))!["items"]!.AsArray().Single(row => (string)row!["reference"]! == reference);
        return (string)found!["id"]!;
    }

    private async Task<JsonObject> ShowAsync(string id) => (await amy.GetFromJsonAsync<JsonObject>($"/api/filings/{id}"))!;

    private Task UntilAsync(string id, string state) => Eventually.GetAsync(async () => (string)(await ShowAsync(id))["state"]! == state ? id : null);

    private static async Task<HttpClient> ProgramOfAsync(Uri government, string email)
    {
        var program = new HttpClient { BaseAddress = government };
        var session = await ReadAsync(await program.PostAsJsonAsync("/api/session", new { email, password = AccountsModule.DemoPassword }));
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session["accessToken"]!);
        return program;
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.RequestUri}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    private static JsonObject Content(string name) => new()
    {
        ["kind"] = new JsonObject { ["kind"] = "private" },
        ["name"] = new JsonObject { ["english"] = name },
        ["office"] = new JsonObject { ["address"] = Address() },
        ["email"] = new JsonObject { ["email"] = "office@kites.example" },
        ["capital"] = new JsonArray(new JsonObject { ["class"] = "ordinary", ["currency"] = "HKD", ["number"] = 100, ["amount"] = 10_000, ["paid"] = 10_000, ["unpaid"] = 0 }),
        ["founders"] = new JsonArray(new JsonObject
        {
            ["kind"] = "person",
            ["nameEnglish"] = "CHAN Amy",
            ["nameChinese"] = "陳美玲",
            ["email"] = Government.Amy,
            ["address"] = Address(),
            ["class"] = "ordinary",
            ["number"] = 100,
            ["amount"] = 10_000,
        }),
        ["directors"] = new JsonArray(Person("CHAN Amy", "陳美玲", Government.Amy, "A123456(3)", isDirector: true)),
        ["secretary"] = Person("WONG Ben", "黃志明", Government.Ben, "G123456(A)", isDirector: false),
        ["reserve"] = new JsonObject { ["appoint"] = false },
        ["articles"] = new JsonObject { ["set"] = "sample-a" },
        ["nature"] = new JsonObject { ["code"] = "5610" },
        ["business"] = new JsonObject { ["startedOn"] = HongKong.Today(TimeProvider.System).ToString("O"), ["atOffice"] = true },
        ["certificate"] = new JsonObject { ["term"] = "1" },
        ["compliance"] = new JsonObject { ["founder"] = "CHAN Amy", ["confirm"] = new JsonArray("complied") },
    };

    private static JsonObject Person(string english, string chinese, string email, string hkid, bool isDirector)
    {
        var person = new JsonObject { ["kind"] = "person", ["nameEnglish"] = english, ["nameChinese"] = chinese, ["email"] = email, ["address"] = Address(), ["document"] = "hkid", ["hkid"] = hkid };
        if (isDirector)
        {
            (person["home"], person["dateOfBirth"]) = (Address(), "1990-05-17");
        }

        return person;
    }

    private static JsonObject Address() => new() { ["line1"] = "Flat 3A, 1 Queen's Road East", ["district"] = "Wan Chai", ["country"] = "HK" };
}
