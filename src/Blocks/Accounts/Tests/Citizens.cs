using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Accounts.Passwords;
using OneStop.Accounts.People;
using OneStop.Kit;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Accounts.Tests;

/// <param name="Id">Of the account.</param>
internal sealed record Citizen(Guid Id, string Email, string Password);

/// <summary>People, and what they do at their browsers.</summary>
internal static partial class Citizens
{
    public const string Password = "four unlike words here";

    public static string NewEmail() => $"p{Guid.CreateVersion7():N}@example.hk";

    /// <summary>Somebody with an account, made without the pages.</summary>
    public static async Task<Citizen> CitizenAsync(this TestApp app, string name = "Amy Chan", string? post = null)
    {
        var email = NewEmail();
        var id = await app.WriteAsync(write =>
        {
            var account = Account.Of(
                write.Get<FieldCipher>(), name, EmailAddress.Parse(email)!, Lang.English, write.Get<PasswordHashes>().Hash(Password), TimeProvider.System.GetUtcNow());
            write.Get<AccountsDb>().Accounts.Add(account);
            if (post?.Split(':') is [var department, var role])
            {
                write.Get<AccountsDb>().Posts.Add(new Posts.Post { AccountId = account.Id, Department = department, Role = role });
            }

            return Task.FromResult(account.Id);
        });
        return new Citizen(id, email, Password);
    }

    public static async Task<Page> SignInAsync(this Browser browser, Citizen who, string? password = null, string? returnUrl = null)
    {
        var page = await browser.OpenAsync($"/en/sign-in{(returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}")}");
        return await browser.SubmitAsync(page, new() { ["email"] = who.Email, ["password"] = password ?? who.Password });
    }

    public static async Task<Page> SignUpAsync(this Browser browser, string email, string password = Password, string name = "Amy Chan", string query = "") =>
        await browser.SubmitAsync(await browser.OpenAsync("/en/sign-up" + query), new() { ["name"] = name, ["email"] = email, ["password"] = password });

    /// <summary>The text of the newest mail to an address whose subject holds some words.</summary>
    public static async Task<string> MailAsync(this TestApp app, string email, string subject)
    {
        using var browser = app.Browse();
        var address = await Eventually.GetAsync(async () => (await browser.OpenAsync($"/en/mailbox?to={Uri.EscapeDataString(email)}"))
            .Html.QuerySelectorAll(".entry a").FirstOrDefault(link => link.TextContent.Contains(subject, StringComparison.OrdinalIgnoreCase))?.GetAttribute("href"));
        return (await browser.OpenAsync(address)).Text;
    }

    public static async Task<int> MailCountAsync(this TestApp app, string email)
    {
        using var browser = app.Browse();
        return (await browser.OpenAsync($"/en/mailbox?to={Uri.EscapeDataString(email)}")).Html.QuerySelectorAll(".entry a").Length;
    }

    public static async Task<string> CodeFromMailAsync(this TestApp app, string email) =>
        SixDigits().Match(await app.MailAsync(email, "is your OneStop code")).Groups[1].Value;

    /// <summary>Path and query of the link in a mail.</summary>
    public static string LinkIn(string mail) => new Uri(Link().Match(mail).Value).PathAndQuery;

    public static Task<List<string>> AuditedAsync(this TestApp app, Guid person) => app.InScopeAsync(async scope =>
    {
        var db = (Platform.Data.ModuleDb)scope.GetServices<Platform.Data.ModuleDbType>().Where(type => type.Type.Name == "AuditDb").Select(type => scope.GetRequiredService(type.Type)).Single();
        return await db.Database.SqlQuery<string>($"SELECT action AS \"Value\" FROM audit_lines WHERE subject = {$"account/{person}"} ORDER BY action").ToListAsync();
    });

    public static Task<Person?> FindPersonAsync(this TestApp app, string email) => app.InScopeAsync(scope => scope.GetRequiredService<IPeople>().FindByEmailAsync(email));

    public static async Task<HttpClient> ProgramAsync(this TestApp app, Citizen who, string? code = null)
    {
        var http = new HttpClient { BaseAddress = app.Address };
        var answer = await http.PostAsJsonAsync("/api/session", new { email = who.Email, password = who.Password, code });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>A browser that stays where it is sent from, to see where it would be sent.</summary>
    public static HttpClient Still(this TestApp app) => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };

    [GeneratedRegex(@"\b(\d{6})\b")]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();
}
