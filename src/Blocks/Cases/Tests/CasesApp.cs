using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Audit;
using OneStop.Cases.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Cases.Tests;

/// <summary>A government with a queue of cases, two registrars, a cashier, and filings that only say what they are about.</summary>
public sealed class CasesApp : IAsyncDisposable
{
    public static readonly Guid Registrar = Ids.New();
    public static readonly Guid SecondRegistrar = Ids.New();
    public static readonly Guid Cashier = Ids.New();

    private CasesApp(TestApp app) => App = app;

    public TestApp App { get; }

    internal static async Task<CasesApp> StartAsync(DatabaseKind kind) => new(await TestApp.StartAsync(
        kind, [new AuditModule(), new CasesModule()], configure: builder =>
        {
            builder.Services.AddSingleton<IPeople, NamedPeople>();
            builder.Services.AddSingleton<ICaseSubject, TestFilings>();
        }));

    internal Browser Officer(Guid? id = null, params string[] posts) => App.Browse(id ?? Registrar, posts is [] ? ["cr:registrar"] : posts);

    internal Task<Guid> OpenAsync(OpenCase open) => App.WriteAsync(write => write.Get<ICases>().OpenAsync(open));

    internal Task<Guid> OpenAsync(bool fourEyes = false, params Guid[] parties) => OpenAsync(Open(fourEyes, parties));

    internal static OpenCase Open(bool fourEyes = false, params Guid[] parties)
    {
        var subject = Ids.New();
        return new OpenCase(
            "filing", subject, $"IC-{subject.ToString()[^8..]}", "cr", "registrar", Words("Incorporate Harbour Tea Limited"),
            [Words("The name contains the word Bank.")],
            [new ReasonChoice("name-unclear", Words("The name is not clear.")), new ReasonChoice("address-missing", Words("The address is not complete."))],
            fourEyes)
        {
            Parties = parties,
        };
    }

    /// <summary>How often the others were told of a decision on this case.</summary>
    internal Task<long> TimesDecidedAsync(Guid id) => CountAsync($"SELECT COUNT(*) FROM platform_events WHERE name = 'cases.case-decided.v1' AND json LIKE '%{id}%'");

    internal Task<long> TimesAuditedAsync(Guid id, string action) => CountAsync($"SELECT COUNT(*) FROM audit_lines WHERE subject = 'case/{id}' AND action = '{action}'");

    internal async Task<long> CountAsync(string sql)
    {
        await using var connection = await App.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static LocalizedText Words(string english) => new(english, english, english);

    private sealed class NamedPeople : IPeople
    {
        private static readonly Dictionary<Guid, string> Names = new() { [Registrar] = "Rita Registrar", [SecondRegistrar] = "Sam Second", [Cashier] = "Cash Ier" };

        public Task<Person?> FindAsync(Guid id, CancellationToken ct = default) =>
            Task.FromResult(Names.TryGetValue(id, out var name) ? new Person(id, name, $"{id}@demo.example", Lang.English) : null);

        public Task<Person?> FindByEmailAsync(string email, CancellationToken ct = default) => Task.FromResult<Person?>(null);

        public async Task<IReadOnlyDictionary<Guid, Person>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
        {
            var found = new Dictionary<Guid, Person>();
            foreach (var id in ids)
            {
                if (await FindAsync(id, ct) is { } person)
                {
                    found[id] = person;
                }
            }

            return found;
        }
    }

    private sealed class TestFilings : ICaseSubject
    {
        public string Kind => "filing";

        public Task<CaseSubject?> DescribeAsync(Guid subjectId, CancellationToken ct = default) => Task.FromResult<CaseSubject?>(new CaseSubject(
            [new CaseSection("Director", [new CaseRow("Name", "Amy Chan"), new CaseRow("Identity number", "A123456(3)", Sealed: true)])], $"/filings/{subjectId}"));
    }
}

/// <summary>One app for each engine, shared by a class.</summary>
public sealed class Engines : IAsyncLifetime
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<CasesApp>>> apps = new();

    internal Task<CasesApp> OnAsync(DatabaseKind kind) => apps.GetOrAdd(kind, k => new(() => CasesApp.StartAsync(k))).Value;

    public static TheoryData<DatabaseKind> Kinds => [.. TestDatabase.Kinds];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values.Where(app => app.Value.IsCompletedSuccessfully))
        {
            await (await app.Value).DisposeAsync();
        }
    }
}
