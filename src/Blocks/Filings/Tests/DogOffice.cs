using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Audit;
using OneStop.Cases;
using OneStop.Documents;
using OneStop.Filings.Contracts;
using OneStop.Filings.Life;
using OneStop.Filings.Tests.DogLicence;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Payments;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Modules;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Tests;

/// <summary>A government that licenses dogs, on one engine, shared by the tests of a class.</summary>
public abstract class DogOffice(DatabaseKind kind, bool steered = false) : IAsyncLifetime
{
    private int dogs;

    public TestApp App { get; private set; } = null!;

    internal TestPayments.Till Till => App.Services.GetRequiredService<TestPayments.Till>();

    internal TestCases.Desk Desk => App.Services.GetRequiredService<TestCases.Desk>();

    internal Troubles Troubles => App.Services.GetRequiredService<Troubles>();

    public async ValueTask InitializeAsync()
    {
        IModule[] shared = [new AuditModule(), new NotificationsModule(), new DocumentsModule(), new FilingsModule(), new DogLicenceModule()];
        App = await TestApp.StartAsync(
            kind, steered ? shared : [.. shared, new CasesModule(), new PaymentsModule()],
            new()
            {
                ["Mail:LocalMailbox"] = "true",
                ["Filings:DraftLimit"] = "5",
                ["Payments:Simulator"] = "true",
                ["Payments:Reconcile:Seconds"] = "0.1",
                ["Payments:Reconcile:LongestSeconds"] = "1",
            },
            builder =>
            {
                Neighbours.Add(builder.Services);
                if (steered)
                {
                    Neighbours.AddSteered(builder.Services);
                }
            }, fakeTime: steered);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public Citizen NewCitizen(string name = "Amy")
    {
        var id = Ids.New();
        var person = App.Services.GetRequiredService<TestPeople>().Add(new Person(id, name, $"{name.ToLowerInvariant()}.{id:N}@example.hk", Lang.English));
        return new Citizen(this, person, App.Browse(id));
    }

    public string NewName() => $"Rex {Interlocked.Increment(ref dogs)}";

    /// <summary>A whole content; a guide dog without co-owners unless said otherwise.</summary>
    public JsonObject Dog(string purpose = "guide", string breed = "poodle", string? name = null, string keeper = "keeper@example.hk", params Citizen[] owners)
    {
        var content = new JsonObject
        {
            ["dog"] = new JsonObject { ["name"] = name ?? NewName(), ["breed"] = breed, ["born"] = "2024-02-29", ["weight"] = 12 },
            ["purpose"] = new JsonObject { ["purpose"] = purpose, ["value"] = 150050, ["tricks"] = new JsonArray("sit", "speak") },
            ["keeper"] = new JsonObject
            {
                ["home"] = new JsonObject { ["line1"] = "1 Dog Lane", ["district"] = "Sha Tin", ["country"] = "HK" },
                ["phone"] = "+85223456789",
                ["email"] = keeper,
                ["identity"] = "A123456(3)",
                ["outdoors"] = false,
            },
        };
        if (purpose == "guide")
        {
            content["training"] = new JsonObject { ["school"] = "School for Guide Dogs" };
        }

        if (owners.Length > 0)
        {
            content["owners"] = new JsonArray([.. owners.Select(owner => (JsonNode)new JsonObject { ["name"] = owner.Person.Name, ["email"] = owner.Person.Email, ["minor"] = false })]);
        }

        return content;
    }

    public Task<Filing> FindAsync(Guid id) => App.InScopeAsync(async scope => (await scope.GetRequiredService<IFilings>().FindAsync(id))!);

    public Task ReachesAsync(Guid id, FilingState state) => Eventually.TrueAsync(async () => (await FindAsync(id)).State == state);

    public Task<int> LicencesAsync(Guid id) => App.InScopeAsync(scope => Task.FromResult(scope.GetRequiredService<DogsDb>().Names.Where(name => name.FilingId == id).Sum(name => name.Licences)));

    /// <summary>The payer pays at the provider's.</summary>
    public async Task PayAsync(Citizen payer, Guid id)
    {
        var payment = (await FindAsync(id)).PaymentId!.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payments/{payment}/attempts") { Content = JsonContent.Create(new { method = "simulator" }) };
        request.Headers.Add("Idempotency-Key", Ids.New().ToString());
        var attempt = (await (await payer.Http.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["attemptId"];
        await Eventually.TrueAsync(async () => (await payer.Http.PostAsJsonAsync($"/simulator/api/payments/{attempt}/pay", new { outcome = "approve", faults = Array.Empty<string>() })).IsSuccessStatusCode);
    }

    /// <summary>A registrar decides the filing's case.</summary>
    public async Task DecideAsync(Guid id, string decision, params string[] reasons)
    {
        var reference = (await FindAsync(id)).Reference;
        var officer = NewCitizen("Rita");
        using var browser = App.Browse(officer.Person.Id, ["cr:registrar"]);
        var found = (await browser.Http.GetFromJsonAsync<JsonObject>("/api/cases"))!["items"]!.AsArray().Single(open => open!["reference"]!.GetValue<string>() == reference)!["id"];
        (await browser.Http.PostAsJsonAsync($"/api/cases/{found}/decision", new { decision, reasonCodes = reasons, note = "Bring it on." })).EnsureSuccessStatusCode();
    }

    /// <summary>The audit's actions about a filing, sorted.</summary>
    public async Task<List<string>> AuditedAsync(Guid id) => await QueryAsync($"SELECT action FROM audit_lines WHERE subject = 'filing/{id}' ORDER BY action");

    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = await App.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return rows;
    }

    public Task OnFormAsync(Guid id, int version) => App.WriteAsync(write => write.Get<FilingsDb>().Filings.Where(filing => filing.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(filing => filing.FormVersion, version)));

    public Task PublishAsync(Platform.Events.IEvent happened) => App.WriteAsync(write =>
    {
        write.Publish(happened);
        return Task.FromResult(true);
    });

    public Task ReconcileAsync() => App.InScopeAsync(scope => scope.GetRequiredService<ReconcileFilings>().RunAsync(CancellationToken.None));
}

/// <summary>Somebody with an account, at a browser and with a program.</summary>
public sealed class Citizen(DogOffice office, Person person, Browser browser)
{
    public Person Person => person;

    public Browser Browser => browser;

    public HttpClient Http => browser.Http;

    public async Task<Guid> DraftAsync(JsonObject? content = null)
    {
        var answer = await Http.PostAsJsonAsync($"/api/filings/{DogLicence.DogLicence.Code}", content ?? office.Dog());
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
    }

    public async Task<Guid> SubmitAsync(JsonObject? content = null)
    {
        var id = await DraftAsync(content);
        (await SubmitAsync(id)).EnsureSuccessStatusCode();
        return id;
    }

    public Task<HttpResponseMessage> SubmitAsync(Guid id) => Http.PostAsJsonAsync($"/api/filings/{id}/submit", new { declared = true });

    public async Task<JsonObject> GetAsync(Guid id) => (await Http.GetFromJsonAsync<JsonObject>($"/api/filings/{id}"))!;

    public async Task SignAllAsync()
    {
        foreach (var request in (await Http.GetFromJsonAsync<JsonArray>("/api/signatures"))!)
        {
            (await Http.PostAsJsonAsync($"/api/signatures/{request!["signature"]!["id"]}/sign", new { agreed = true, contentHash = request["signature"]!["contentHash"]!.GetValue<string>() })).EnsureSuccessStatusCode();
        }
    }
}

public sealed class SqliteOffice() : DogOffice(DatabaseKind.Sqlite);

public sealed class PostgresOffice() : DogOffice(DatabaseKind.Postgres);

public sealed class SteeredSqliteOffice() : DogOffice(DatabaseKind.Sqlite, steered: true);

public sealed class SteeredPostgresOffice() : DogOffice(DatabaseKind.Postgres, steered: true);
