using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Audit;
using OneStop.Companies.Names;
using OneStop.Companies.Register;
using OneStop.Companies.Tests;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Registers;
using OneStop.Usage.Contracts;

[assembly: AssemblyFixture(typeof(RegisterApps))]

namespace OneStop.Companies.Tests;

/// <summary>The register's app on each engine, started when first asked for and shared by all tests; each test makes companies of its own.</summary>
public sealed class RegisterApps : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => StartAsync(kind))).Value;
    }

    internal static Task<TestApp> StartAsync(DatabaseKind kind) => TestApp.StartAsync(
        kind, [new AuditModule(), new RegistersModule(), new CompaniesModule()],
        configure: builder => builder.Services.AddSingleton<IUsage, UsageSeen>());

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}

/// <summary>What the module counted; the Usage block itself is not here.</summary>
internal sealed class UsageSeen : IUsage
{
    public ConcurrentBag<(string Service, UsageStep Step, UsageChannel Channel)> Counted { get; } = [];

    public void Count(string service, UsageStep step, UsageChannel channel) => Counted.Add((service, step, channel));
}

internal static class MadeCompanies
{
    /// <summary>Registers a company as a completed filing does.</summary>
    internal static async Task<CompanyParticulars> RegisterAsync(this TestApp app, string? english, string? chinese, Guid? filing = null)
    {
        var filingId = filing ?? Ids.New();
        var (number, brn) = await app.InScopeAsync(scope => scope.GetRequiredService<CompanyNumbers>().ForFilingAsync(filingId, default));
        var company = Particulars(number, brn, english, chinese);
        await app.WriteAsync(async write =>
        {
            await write.Get<RegisterCompany>().ApplyAsync(write, company, Business(company), HeldName.HolderOf(filingId), default);
            return true;
        });
        return company;
    }

    internal static CompanyParticulars Particulars(string number, string brn, string? english, string? chinese)
    {
        var office = new PostalAddress("Unit A, 3/F, Harbour House", "8 Nathan Road", "Tsim Sha Tsui", "HK");
        var on = new DateOnly(2026, 11, 24);
        return new(
            number, brn, english, chinese, CompanyKind.Private, CompanyStatus.Live, on, office,
            [
                new(OfficerRole.Director, OfficerKind.Person, "CHAN Tai Man", "陳大文", office, "A123***", on),
                new(OfficerRole.Secretary, OfficerKind.Company, "Wing Fung Secretarial Services Limited", null, office, null, on),
            ],
            [new("Ordinary", "HKD", 10_000, 1_000_000, 1_000_000, 0)],
            [new("CHAN Tai Man", "Ordinary", 10_000)]);
    }

    internal static BusinessParticulars Business(CompanyParticulars company) => new(
        company.Brn, company.Number, company.NameEnglish, company.NameChinese, "General trading", company.RegisteredOffice, company.IncorporatedOn, 1, company.IncorporatedOn.AddYears(1).AddDays(-1));

    /// <summary>A name nobody else has: tests share a register.</summary>
    internal static string Own(string word) => $"{word} {Ids.New().ToString("N")[^12..]} Limited";
}
