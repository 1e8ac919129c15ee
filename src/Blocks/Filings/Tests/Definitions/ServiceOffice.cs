using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Audit;
using OneStop.Cases;
using OneStop.Catalogue;
using OneStop.Documents;
using OneStop.Filings.Contracts;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Payments;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Registers;

namespace OneStop.Filings.Tests.Definitions;

/// <summary>A government whose e-services are all files: the shipped ones, or those a test gives.</summary>
public sealed class ServiceOffice : IAsyncDisposable
{
    public static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "eservices-shipped");

    private ServiceOffice(TestApp app) => App = app;

    public TestApp App { get; }

    internal TestUsage Usage => App.Services.GetRequiredService<TestUsage>();

    public static async Task<ServiceOffice> OpenAsync(DatabaseKind kind, string folder, Dictionary<string, string?>? settings = null) => new(await TestApp.StartAsync(
        kind,
        [new AuditModule(), new NotificationsModule(), new CatalogueModule(), new DocumentsModule(), new RegistersModule(), new PaymentsModule(), new CasesModule(), new FilingsModule()],
        new(settings ?? [])
        {
            ["Mail:LocalMailbox"] = "true",
            ["Payments:Simulator"] = "true",
            ["Payments:Reconcile:Seconds"] = "0.1",
            ["Payments:Reconcile:LongestSeconds"] = "1",
            ["EServices:Folder"] = folder,
        },
        builder => Neighbours.Add(builder.Services)));

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public (Person Person, Browser Browser) NewPerson(string name = "Chan Tai Man")
    {
        var id = Ids.New();
        return (App.Services.GetRequiredService<TestPeople>().Add(new Person(id, name, $"person.{id:N}@example.hk", Lang.English)), App.Browse(id));
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, int status = 200)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    public static async Task<Guid> DraftAsync(Browser browser, string service, JsonObject content) =>
        (await ReadAsync(await browser.Http.PostAsJsonAsync($"/api/filings/{service}", content), 201))["id"]!.GetValue<Guid>();

    public static async Task<JsonObject> SubmitAsync(Browser browser, Guid id) =>
        await ReadAsync(await browser.Http.PostAsJsonAsync($"/api/filings/{id}/submit", new { declared = true }));

    public static async Task<string> StateAsync(Browser browser, Guid id) =>
        (await browser.Http.GetFromJsonAsync<JsonObject>($"/api/filings/{id}"))!["state"]!.GetValue<string>();

    public static Task ReachesAsync(Browser browser, Guid id, string state) => Eventually.TrueAsync(async () => await StateAsync(browser, id) == state);

    public async Task PayAsync(Browser payer, Guid id)
    {
        var payment = (await App.InScopeAsync(scope => scope.GetRequiredService<IFilings>().FindAsync(id)))!.PaymentId!.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payments/{payment}/attempts") { Content = JsonContent.Create(new { method = "simulator" }) };
        request.Headers.Add("Idempotency-Key", Ids.New().ToString());
        var attempt = (await ReadAsync(await payer.Http.SendAsync(request), 201))["attemptId"];
        await Eventually.TrueAsync(async () => (await payer.Http.PostAsJsonAsync($"/simulator/api/payments/{attempt}/pay", new { outcome = "approve", faults = Array.Empty<string>() })).IsSuccessStatusCode);
    }

    public async Task DecideAsync(string desk, string reference, string decision, params string[] reasons)
    {
        using var officer = App.Browse(NewPerson("Rita").Person.Id, [desk]);
        var found = (await officer.Http.GetFromJsonAsync<JsonObject>("/api/cases"))!["items"]!.AsArray().Single(open => open!["reference"]!.GetValue<string>() == reference)!["id"];
        (await officer.Http.PostAsJsonAsync($"/api/cases/{found}/decision", new { decision, reasonCodes = reasons, note = "" })).EnsureSuccessStatusCode();
    }
}

/// <summary>A folder of files of a test's own.</summary>
public sealed class OwnFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onestop-eservices-");

    public string Path => folder.FullName;

    public string Put(string code, string text)
    {
        var path = System.IO.Path.Combine(Path, code + ".yaml");
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
