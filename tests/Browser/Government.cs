using System.Collections.Concurrent;
using Microsoft.Playwright;
using OneStop.Accounts;
using OneStop.Browser.Tests;
using OneStop.Host;
using OneStop.Kit;
using OneStop.Platform.Data;

[assembly: AssemblyFixture(typeof(Government))]

namespace OneStop.Browser.Tests;

/// <summary>One whole government with its demonstration data for all tests, and Debian's Chromium to look at it with. Without Chromium its tests are skipped by name.</summary>
public sealed class Government : IAsyncLifetime
{
    internal const string Amy = "amy.chan@demo.example";
    internal const string Ben = "ben.wong@demo.example";
    internal const string Carmen = "carmen.lee@demo.example";
    internal const string Registrar = "registrar@demo.example";
    internal const string SecondRegistrar = "registrar2@demo.example";
    internal const string Cashier = "cashier@demo.example";
    internal const string SecondCashier = "cashier2@demo.example";
    internal const string Auditor = "auditor@demo.example";
    internal const string Operator = "operator@demo.example";
    internal const string Forecaster = "forecaster@demo.example";
    internal const string SecondForecaster = "forecaster2@demo.example";

    private const string Chromium = "/usr/bin/chromium";
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> signedIn = new();
    private readonly ConcurrentDictionary<(string?, bool), Lazy<Task<IBrowserContext>>> phones = new();
    private TestApp? app;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private Lazy<Task<Filings>>? filings;

    public string Address => app!.Address.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        app = await TestApp.StartAsync(DatabaseKind.Sqlite, Modules.All, new()
        {
            ["Demo"] = "true",
            ["Demo:Companies"] = "200",
            ["Mail:LocalMailbox"] = "true",
            ["Payments:Simulator"] = "true",
            // On a machine that is busy with other tests the simulated company, too, takes its time.
            ["Payments:ProviderTimeoutSeconds"] = "60",
            ["Accounts:OfficersNeedSecondFactor"] = "false",
        });
        filings = new(() => Filings.MakeAsync(app.Address));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Filings in every state, made once.</summary>
    internal Task<Filings> FilingsAsync()
    {
        SkipWithoutChromium();
        return filings!.Value;
    }

    /// <summary>The phone, of the narrowest kind, that everybody in these tests shares with the same person; nobody's in particular where no one is named.</summary>
    internal Task<IBrowserContext> PhoneOfAsync(string? email, bool script = true)
    {
        SkipWithoutChromium();
        return phones.GetOrAdd((email, script), key => new(() => NewPhoneAsync(key.Item1, key.Item2))).Value;
    }

    /// <summary>A phone of one's own, for what changes who is signed in.</summary>
    internal async Task<IBrowserContext> NewPhoneAsync(string? email, bool script = true, bool isNamed = false)
    {
        SkipWithoutChromium();
        return await browser!.NewContextAsync(new()
        {
            BaseURL = isNamed ? Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : Address,
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = 320, Height = 800 },
            StorageState = email is null ? null : await signedIn.GetOrAdd(email, key => new(() => SignInAsync(key))).Value,
        });
    }

    private static void SkipWithoutChromium() => Assert.SkipUnless(File.Exists(Chromium), $"Chromium: there is no {Chromium} (./test installs it).");

    private async Task<string> SignInAsync(string email)
    {
        await using var context = await browser!.NewContextAsync(new() { BaseURL = Address });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/en/sign-in");
        await page.FillAsync("[name=email]", email);
        await page.FillAsync("[name=password]", AccountsModule.DemoPassword);
        await page.ClickAsync("main form button[type=submit]");
        Assert.DoesNotContain("/sign-in", page.Url, StringComparison.Ordinal);
        return await context.StorageStateAsync();
    }
}
