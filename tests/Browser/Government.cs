using Microsoft.Playwright;
using OneStop.Accounts;
using OneStop.Host;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Browser.Tests;

/// <summary>The whole government with its demonstration data, and Debian's Chromium to look at it with. Without Chromium its tests are skipped by name.</summary>
public sealed class Government : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private readonly SemaphoreSlim guard = new(1);
    private readonly Dictionary<string, string> signedIn = [];
    private TestApp? app;
    private IPlaywright? playwright;
    private IBrowser? browser;

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
            ["Accounts:OfficersNeedSecondFactor"] = "false",
        });
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
        guard.Dispose();
    }

    /// <summary>A phone of the narrowest kind in somebody's hands; nobody's in particular where no one is named.</summary>
    internal async Task<IBrowserContext> PhoneOfAsync(string? email, bool script = true, int width = 320)
    {
        Assert.SkipUnless(browser is not null, $"Chromium: there is no {Chromium} (./test installs it).");
        return await browser.NewContextAsync(new()
        {
            BaseURL = Address,
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = width, Height = 800 },
            StorageState = email is null ? null : await SignInAsync(email),
        });
    }

    private async Task<string> SignInAsync(string email)
    {
        await guard.WaitAsync();
        try
        {
            if (signedIn.TryGetValue(email, out var state))
            {
                return state;
            }

            await using var context = await browser!.NewContextAsync(new() { BaseURL = Address });
            var page = await context.NewPageAsync();
            await page.GotoAsync("/en/sign-in");
            await page.FillAsync("[name=email]", email);
            await page.FillAsync("[name=password]", AccountsModule.DemoPassword);
            await page.ClickAsync("main form button[type=submit]");
            Assert.DoesNotContain("/sign-in", page.Url, StringComparison.Ordinal);
            return signedIn[email] = await context.StorageStateAsync();
        }
        finally
        {
            guard.Release();
        }
    }
}
