using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneStop.Filings.Contracts;
using OneStop.Kit;

namespace OneStop.Filings.Tests.Lives;

public sealed class SigningOnSqlite(SqliteOffice office) : SigningTests(office), IClassFixture<SqliteOffice>;

public sealed class SigningOnPostgres(PostgresOffice office) : SigningTests(office), IClassFixture<PostgresOffice>;

public abstract partial class SigningTests(DogOffice office)
{
    [Fact]
    public async Task An_invited_person_reads_exactly_what_was_frozen_and_signs_in_their_own_account()
    {
        var (amy, ben) = (office.NewCitizen(), office.NewCitizen("Ben"));
        var id = await amy.SubmitAsync(office.Dog(keeper: amy.Person.Email, owners: ben));
        var link = await InvitationAsync(ben);
        var hash = (await amy.GetAsync(id))["contentHash"]!.GetValue<string>();

        var stranger = await office.App.Browse().OpenAsync(link);
        var other = await office.NewCitizen("Carmen").Browser.OpenAsync(link);
        var page = await ben.Browser.OpenAsync(link);
        var unread = await ben.Browser.SubmitAsync(page, button: "[value=sign]");
        var done = await ben.Browser.SubmitAsync(page, new() { ["agreed"] = "yes" }, button: "[value=sign]");
        var own = await amy.Browser.OpenAsync((await amy.Browser.OpenAsync($"/en/filings/{id}")).Html.QuerySelector("main a[href*='/sign/']")!.GetAttribute("href")!);
        await amy.Browser.SubmitAsync(own, new() { ["agreed"] = "yes" }, button: "[value=sign]");
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Contains("Sign in with an account", stranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dog Lane", stranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ben.Person.Email, stranger.Text, StringComparison.Ordinal);
        Assert.Contains("This invitation is for another address", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dog Lane", other.Text, StringComparison.Ordinal);
        Assert.Contains(hash, page.Text, StringComparison.Ordinal);
        Assert.Contains("1 Dog Lane", page.Text, StringComparison.Ordinal);
        Assert.Contains("I declare that all of this is true.", page.Text, StringComparison.Ordinal);
        Assert.Equal("agreed", Assert.Single(unread.Errors).Field);
        Assert.Equal("You have signed", done.Heading);
        Assert.Equal(
            [$"{hash} I declare that all of this is true. en test {ben.Person.Id}"],
            await office.QueryAsync($"SELECT content_hash || ' ' || statement || ' ' || language || ' ' || authentication_method || ' ' || lower(CAST(person_id AS TEXT)) FROM filings_signatures WHERE email = '{ben.Person.Email}'"));
    }

    [Fact]
    public async Task Who_declines_says_why_and_the_filing_is_a_draft_again()
    {
        var (amy, ben, carmen) = (office.NewCitizen(), office.NewCitizen("Ben"), office.NewCitizen("Carmen"));
        var id = await amy.SubmitAsync(office.Dog(keeper: amy.Person.Email, owners: [ben, carmen]));
        var link = await InvitationAsync(ben);
        var othersLink = await InvitationAsync(carmen);
        await amy.SignAllAsync();

        var page = await ben.Browser.OpenAsync(link);
        var silent = await ben.Browser.SubmitAsync(page, button: "[value=decline]");
        await ben.Browser.SubmitAsync(silent, new() { ["reason"] = "It is not my dog." }, button: "[value=decline]");
        var tasks = await amy.Browser.OpenAsync($"/en/filings/{id}");
        var closed = await carmen.Browser.OpenAsync(othersLink);

        Assert.Equal("reason", Assert.Single(silent.Errors).Field);
        Assert.Equal(FilingState.Draft, (await office.FindAsync(id)).State);
        Assert.Contains("It is not my dog.", tasks.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, closed.Status);
        Assert.Contains("No signature needed any more", (await carmen.Browser.OpenAsync("/en/inbox")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_after_freezing_voids_signatures_and_none_keeps_them()
    {
        var (amy, ben) = (office.NewCitizen(), office.NewCitizen("Ben"));
        var id = await amy.SubmitAsync(office.Dog(keeper: amy.Person.Email, owners: ben));
        await amy.SignAllAsync();

        (await amy.Http.PostAsync($"/api/filings/{id}/reopen", null)).EnsureSuccessStatusCode();
        await amy.SubmitAsync(id);
        var unchanged = await StatesAsync(amy, id);
        (await amy.Http.PostAsync($"/api/filings/{id}/reopen", null)).EnsureSuccessStatusCode();
        await amy.Http.PatchAsJsonAsync($"/api/filings/{id}", new { dog = new { weight = 13 } });
        await amy.SubmitAsync(id);
        var changed = await StatesAsync(amy, id);
        await amy.SignAllAsync();
        await ben.SignAllAsync();
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal(["signed", "waiting"], unchanged);
        Assert.Equal(["waiting", "waiting"], changed);
    }

    [Fact]
    public async Task The_last_two_signing_at_one_instant_send_it_on_once()
    {
        var (amy, ben, carmen) = (office.NewCitizen(), office.NewCitizen("Ben"), office.NewCitizen("Carmen"));
        var id = await amy.SubmitAsync(office.Dog(keeper: amy.Person.Email, owners: [ben, carmen]));

        await Task.WhenAll(amy.SignAllAsync(), ben.SignAllAsync(), carmen.SignAllAsync());
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal(["AskSignatures", "Signed", "Signed", "Signed", "Submit", "Approve", "Complete"], LivesTests.StepsOf(await amy.GetAsync(id)));
    }

    [Fact]
    public async Task An_invitation_sent_again_has_a_new_link_and_the_old_one_is_dead()
    {
        var (amy, ben) = (office.NewCitizen(), office.NewCitizen("Ben"));
        var id = await amy.SubmitAsync(office.Dog(keeper: amy.Person.Email, owners: ben));
        var old = await InvitationAsync(ben);

        await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}"), form: "form[action*='handler=Remind']");
        string fresh = old;
        await Eventually.TrueAsync(async () => (fresh = await InvitationAsync(ben)) != old);

        Assert.Equal(HttpStatusCode.NotFound, (await ben.Browser.OpenAsync(old)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ben.Browser.OpenAsync(fresh)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.PostAsync($"/api/filings/{id}/signatures/{Guid.Empty}/remind", null)).StatusCode);
    }

    [Theory]
    [InlineData("{}", "agreement")]
    [InlineData("""{"agreed":"yes"}""", "agreement")]
    [InlineData("""{"agreed":true}""", "content-hash")]
    [InlineData("""{"agreed":true,"contentHash":"0000"}""", "content-hash")]
    public async Task A_program_signs_what_it_has_read_or_not_at_all(string body, string code)
    {
        var (amy, ben) = (office.NewCitizen(), office.NewCitizen("Ben"));
        await amy.SubmitAsync(office.Dog(keeper: amy.Person.Email, owners: ben));
        var signature = (await ben.Http.GetFromJsonAsync<JsonArray>("/api/signatures"))![0]!["signature"]!["id"];

        var answer = await ben.Http.PostAsync($"/api/signatures/{signature}/sign", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![0]!["code"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await amy.Http.PostAsync($"/api/signatures/{signature}/sign", new StringContent(body, System.Text.Encoding.UTF8, "application/json"))).StatusCode);
    }

    [Fact]
    public async Task Two_people_cannot_sign_with_one_address()
    {
        var (amy, ben) = (office.NewCitizen(), office.NewCitizen("Ben"));

        var answer = await amy.SubmitAsync(await amy.DraftAsync(office.Dog(keeper: ben.Person.Email, owners: ben)));

        Assert.Equal("signatory.same-email", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![0]!["code"]!.GetValue<string>());
    }

    private static async Task<IEnumerable<string>> StatesAsync(Citizen filer, Guid id) =>
        (await filer.Http.GetFromJsonAsync<JsonArray>($"/api/filings/{id}/signatures"))!.Select(signature => signature!["state"]!.GetValue<string>()).Order();

    private static async Task<string> InvitationAsync(Citizen invited)
    {
        var inbox = await invited.Browser.OpenAsync("/en/inbox");
        var message = inbox.Html.QuerySelectorAll("main a").First(link => link.TextContent.Contains("asks you to sign", StringComparison.Ordinal)).GetAttribute("href")!;
        return Link().Match((await invited.Browser.OpenAsync(message)).Source).Value;
    }

    [GeneratedRegex("/en/sign/[A-Za-z0-9_-]{32}")]
    private static partial Regex Link();
}
