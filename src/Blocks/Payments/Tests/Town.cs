using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Audit;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Modules;
using OneStop.Platform.Texts;

[assembly: AssemblyFixture(typeof(OneStop.Payments.Tests.Towns))]

namespace OneStop.Payments.Tests;

/// <summary>One town for each engine, shared by all tests that need no settings of their own.</summary>
public sealed class Towns : IAsyncDisposable
{
    private readonly Dictionary<DatabaseKind, Lazy<Task<Town>>> towns =
        TestDatabase.Kinds.ToDictionary(kind => kind, kind => new Lazy<Task<Town>>(() => Town.StartAsync(kind)));

    public Task<Town> GetAsync(DatabaseKind kind) => towns[kind].Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var town in towns.Values.Where(town => town is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
        {
            await (await town.Value).DisposeAsync();
        }
    }
}

/// <summary>A government with payments, the simulated company, and a service that hears what becomes of its payments.</summary>
public sealed class Town : IAsyncDisposable
{
    public const string Cashier = "try:cashier";

    private Town(TestApp app) => App = app;

    public TestApp App { get; }

    public static IEnumerable<DatabaseKind> Kinds => TestDatabase.Kinds;

    public static async Task<Town> StartAsync(DatabaseKind kind, Dictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["Payments:Simulator"] = "true",
            ["Payments:Reconcile:Seconds"] = "0.1",
            ["Payments:Reconcile:LongestSeconds"] = "1",
            ["Payments:ProviderTimeoutSeconds"] = "10",
            ["Simulator:SlowSeconds"] = "0.2",
            ["Simulator:LateSeconds"] = "0.5",
            ["Simulator:ReversalSeconds"] = "0.3",
            ["Simulator:RetrySeconds"] = "0.1",
            ["Simulator:HangSeconds"] = "3",
        };
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        return new Town(await TestApp.StartAsync(kind, [new AuditModule(), new NotificationsModule(), new PaymentsModule(), new ListeningModule()], all));
    }

    public async Task<Payment> AskAsync(Guid? payer = null, long cents = 172_000, string department = "cr") => await App.WriteAsync(write =>
        write.Get<IPayments>().RequestAsync(new PaymentRequest(
            "test", Ids.New(), payer ?? Ids.New(), department, new LocalizedText("Incorporation", "成立公司", "成立公司"),
            [
                new FeeLine("cr.incorporation.lodgement", new LocalizedText("Lodgement", "提交費", "提交费"), cents - 1_000, true, "2026"),
                new FeeLine("ird.registration.levy", new LocalizedText("Levy", "徵費", "征费"), 1_000, false, "2026"),
            ], "/filings")));

    public Task<Payment> FindAsync(Guid id) => App.InScopeAsync(async scope => (await scope.GetRequiredService<IPayments>().FindAsync(id))!);

    internal Task<T> ReadAsync<T>(Func<PaymentsDb, Task<T>> read) => App.InScopeAsync(scope => read(scope.GetRequiredService<PaymentsDb>()));

    public Task RefundAsync(Guid id, long cents, string key) => App.InScopeAsync(scope => scope.GetRequiredService<IPayments>().RefundAsync(id, cents, "test", key));

    public Task CancelAsync(Guid id) => App.InScopeAsync(scope => scope.GetRequiredService<IPayments>().CancelAsync(id));

    /// <summary>Begins to pay over the JSON interface, as a person's program would.</summary>
    public async Task<(HttpResponseMessage Answer, Guid AttemptId)> StartAttemptAsync(Guid payer, Guid payment, string? key = null, string? method = "simulator")
    {
        using var browser = App.Browse(payer);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payments/{payment}/attempts") { Content = JsonContent.Create(new { method }) };
        request.Headers.Add("Idempotency-Key", key ?? Ids.New().ToString());
        var answer = await browser.Http.SendAsync(request);
        var json = await answer.Content.ReadAsStringAsync();
        return (answer, answer.IsSuccessStatusCode ? JsonNode.Parse(json)!["attemptId"]!.GetValue<Guid>() : Guid.Empty);
    }

    public async Task SetFaultsAsync(params string[] faults) => (await PostAsync("/simulator/api/faults", new { faults })).EnsureSuccessStatusCode();

    /// <summary>What the payer does at the simulator; waits until it knows the payment.</summary>
    public async Task PayAsync(Guid attempt, string outcome = "approve", params string[] faults) => await Eventually.TrueAsync(async () =>
        (await PostAsync($"/simulator/api/payments/{attempt}/pay", new { outcome, faults })).IsSuccessStatusCode);

    public async Task<HttpResponseMessage> PostAsync(string path, object body)
    {
        using var http = new HttpClient { BaseAddress = App.Address };
        return await http.PostAsJsonAsync(path, body);
    }

    public async Task<Payment> EventuallyAsync(Guid id, PaymentState state)
    {
        await Eventually.TrueAsync(async () => (await FindAsync(id)).State == state);
        return await FindAsync(id);
    }

    /// <summary>The events that were published about a payment's thing, by name.</summary>
    public async Task<List<string>> HeardAsync(Guid payable)
    {
        await Task.CompletedTask;
        lock (Ear.Heard)
        {
            return [.. Ear.Heard.Where(heard => heard.Payable == payable).Select(heard => heard.Name)];
        }
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class ListeningModule : IModule
    {
        public string Name => "Listening";

        public void AddServices(IServiceCollection services, IConfiguration configuration)
        {
            services.AddScoped<IPeople, EverybodyIsThere>();
            services.AddEventHandler<PaymentSettled, Ear>().AddEventHandler<PaymentFailed, Ear>().AddEventHandler<PaymentRefunded, Ear>().AddEventHandler<PaymentReversed, Ear>();
        }
    }

    /// <summary>Stands in for the Accounts block: everybody has an account.</summary>
    private sealed class EverybodyIsThere : IPeople
    {
        public Task<Person?> FindAsync(Guid id, CancellationToken ct = default) => Task.FromResult<Person?>(new Person(id, "Chan Tai Man", $"{id:N}@example.org", Lang.English));

        public Task<Person?> FindByEmailAsync(string email, CancellationToken ct = default) => Task.FromResult<Person?>(null);

        public async Task<IReadOnlyDictionary<Guid, Person>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
        {
            var people = new Dictionary<Guid, Person>();
            foreach (var id in ids)
            {
                people[id] = (await FindAsync(id, ct))!;
            }

            return people;
        }
    }

    private sealed class Ear : IEventHandler<PaymentSettled>, IEventHandler<PaymentFailed>, IEventHandler<PaymentRefunded>, IEventHandler<PaymentReversed>
    {
        public static readonly List<(Guid Payable, string Name)> Heard = [];

        public Task HandleAsync(PaymentSettled happened, CancellationToken ct) => Note(happened.PayableId, nameof(PaymentSettled));

        public Task HandleAsync(PaymentFailed happened, CancellationToken ct) => Note(happened.PayableId, nameof(PaymentFailed));

        public Task HandleAsync(PaymentRefunded happened, CancellationToken ct) => Note(happened.PayableId, nameof(PaymentRefunded));

        public Task HandleAsync(PaymentReversed happened, CancellationToken ct) => Note(happened.PayableId, nameof(PaymentReversed));

        private static Task Note(Guid payable, string name)
        {
            lock (Heard)
            {
                Heard.Add((payable, name));
            }

            return Task.CompletedTask;
        }
    }
}
