using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneStop.Accounts;
using OneStop.Kit;

namespace OneStop.Companies.Tests.Journeys;

/// <summary>Somebody at a browser without script, with an account and a mailbox. Officers are people too.</summary>
internal sealed partial class Citizen(TestApp app, string email, string password, string language = "en") : IDisposable
{
    public Browser Browser { get; } = app.Browse();

    public string Email { get; } = email;

    public string At(string path) => $"/{language}{path}";

    /// <summary>Makes an account on the pages, with the code from the mail.</summary>
    public static async Task<Citizen> SignUpAsync(TestApp app, string name, string email, string language = "en")
    {
        var citizen = new Citizen(app, email, "Lion-Rock-Ferry-1967", language);
        var form = await citizen.Browser.OpenAsync(citizen.At("/sign-up"));
        var sent = await citizen.Browser.SubmitAsync(form, new() { ["name"] = name, ["email"] = email, ["password"] = citizen.Password });
        Assert.Empty(sent.Errors);
        var code = SixDigits().Match(await citizen.MailAsync(text => SixDigits().IsMatch(text))).Value;
        var home = await citizen.Browser.SubmitAsync(sent, new() { ["code"] = code });
        Assert.Empty(home.Errors);
        return citizen;
    }

    public static async Task<Citizen> SignInAsync(TestApp app, string email)
    {
        var citizen = new Citizen(app, email, AccountsModule.DemoPassword);
        var form = await citizen.Browser.OpenAsync(citizen.At("/sign-in"));
        var home = await citizen.Browser.SubmitAsync(form, new() { ["email"] = email, ["password"] = citizen.Password });
        Assert.Empty(home.Errors);
        return citizen;
    }

    /// <summary>The same person as a program: a client with a bearer token.</summary>
    public async Task<HttpClient> ProgramAsync()
    {
        var client = new HttpClient { BaseAddress = app.Address };
        var session = await client.PostAsJsonAsync("/api/session", new { email = Email, password = Password });
        Assert.Equal(HttpStatusCode.OK, session.StatusCode);
        var token = (string)(await session.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    /// <summary>The words of the newest mail in this person's mailbox that fit.</summary>
    public Task<string> MailAsync(Func<string, bool> fits) => Eventually.GetAsync(async () =>
    {
        using var anybody = app.Browse();
        var list = await anybody.OpenAsync($"/en/mailbox?to={Uri.EscapeDataString(Email)}");
        foreach (var link in list.Html.QuerySelectorAll("main .entry a").Select(link => link.GetAttribute("href")!))
        {
            var mail = (await anybody.OpenAsync(link)).Html.QuerySelector("article")?.TextContent ?? "";
            if (fits(mail))
            {
                return mail;
            }
        }

        return null;
    });

    private string Password { get; } = password;

    public void Dispose() => Browser.Dispose();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
