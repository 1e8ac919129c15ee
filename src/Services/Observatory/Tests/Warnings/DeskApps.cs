using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Tests.Warnings;
using OneStop.Platform.Data;

[assembly: AssemblyFixture(typeof(DeskApps))]

namespace OneStop.Observatory.Tests.Warnings;

/// <summary>A desk on each engine. One signal of a kind is in force at a time: each test takes kinds of its own, named in its class.</summary>
public sealed class DeskApps : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => WeatherApps.StartAsync(kind))).Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}

internal static class DeskWork
{
    internal static async Task<(int Status, JsonElement Body)> SendAsync(this Browser forecaster, string path, object body)
    {
        using var response = await forecaster.Http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    internal static Task<(int Status, JsonElement Body)> ProposeAsync(this Browser forecaster, Guid id, string kind, string code, string action, string? issuedAt = null, string? expiresAt = null) =>
        forecaster.SendAsync("/api/weather/warnings", new { id, kind, code, action, issuedAt, expiresAt });

    internal static Task<(int Status, JsonElement Body)> ReleaseAsync(this Browser forecaster, Guid id) => forecaster.SendAsync($"/api/weather/warnings/{id}/release", new { });

    /// <summary>The code of a refusal's first problem.</summary>
    internal static string? FirstCode(this JsonElement problem) => problem.GetProperty("errors")[0].GetProperty("code").GetString();

    /// <summary>The page with its form asking for something that the page does not offer.</summary>
    internal static Page Asking(this Page page, string handler)
    {
        page.Html.QuerySelector("#act")!.SetAttribute("action", $"{page.Path}?handler={handler}");
        return page;
    }

    internal static async Task<IReadOnlyList<string>> InForceAsync(this TestApp app, string kind) =>
        [.. (await app.InScopeAsync(scope => scope.GetRequiredService<Weather>().WarningsInForceAsync(default))).Where(warning => warning.Kind.Key == kind).Select(warning => warning.Signal.Code)];

    internal static async Task<long> CountAsync(this TestApp app, string sql)
    {
        await using var connection = await app.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    internal static Task<long> TimesAuditedAsync(this TestApp app, Guid proposal, string action) =>
        app.CountAsync($"SELECT COUNT(*) FROM audit_lines WHERE subject = 'warning-proposal/{proposal}' AND action = '{action}'");
}
