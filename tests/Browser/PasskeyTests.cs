using static OneStop.Browser.Tests.Government;

namespace OneStop.Browser.Tests;

/// <summary>Passkeys with a real browser and an authenticator of its own making.</summary>
public sealed class PasskeyTests(Government government)
{
    [Fact]
    public async Task A_passkey_is_added_and_signs_its_owner_in()
    {
        // A passkey is bound to a name, which an address in digits is not.
        await using var phone = await government.NewPhoneAsync(null, isNamed: true);
        var page = await phone.NewPageAsync();
        var devices = await phone.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });

        await page.GotoAsync("/en/sign-in");
        await page.TypeAsync([$"email={Carmen}", $"password={Accounts.AccountsModule.DemoPassword}"]);
        await page.ClickAsync("main form button[type=submit] >> nth=0");
        await page.GotoAsync("/en/account/passkeys");
        await page.FillAsync("[name=name]", "My telephone");
        await page.ClickAsync("form[data-passkey=create] button");
        await page.Locator(".govuk-summary-card", new() { HasText = "My telephone" }).WaitForAsync();
        await page.GotoAsync("/en/sign-out");
        await page.ClickAsync("main form button[type=submit]");
        await page.GotoAsync("/en/sign-in");
        await page.ClickAsync("form[data-passkey=get] button");
        await page.WaitForURLAsync("**/account");

        Assert.Contains(Carmen, await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GotoAsync("/en/account/passkeys");
        await page.ClickAsync(".govuk-summary-card button");
        Assert.Equal(0, await page.Locator(".govuk-summary-card").CountAsync());
    }

    [Fact]
    public async Task An_address_in_digits_says_why_it_has_no_passkeys()
    {
        var page = await (await government.PhoneOfAsync(Amy)).NewPageAsync();

        await page.GotoAsync("/en/account/passkeys");

        await page.Locator("[data-passkey-number]").WaitForAsync();
        Assert.False(await page.Locator("form[data-passkey]").IsVisibleAsync());
    }
}
