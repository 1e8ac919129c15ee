using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Tests;

public sealed class ApiTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => Towns.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_program_signs_up_confirms_signs_in_and_out(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var email = Citizens.NewEmail();
        using var http = new HttpClient { BaseAddress = app.Address };

        var started = await http.PostAsJsonAsync("/api/accounts", new { name = "陳大文", email, password = Citizens.Password, language = "zh-Hant" });
        var tooSoon = await http.PostAsJsonAsync("/api/session", new { email, password = Citizens.Password });
        var wrong = await http.PostAsJsonAsync("/api/accounts/confirm", new { email, code = "nope" });
        var mail = await app.MailAsync(email, "一站通驗證碼");
        var right = await http.PostAsJsonAsync("/api/accounts/confirm", new { email, code = mail.Split(' ', '，').First(word => word.Length == 6 && word.All(char.IsAsciiDigit)) });
        using var program = await app.ProgramAsync(new Citizen(default, email, Citizens.Password));
        var me = await program.GetFromJsonAsync<JsonObject>("/api/me");
        var left = await program.DeleteAsync("/api/session");
        var after = await program.GetAsync("/api/me");

        Assert.Equal(
            [HttpStatusCode.Accepted, HttpStatusCode.Unauthorized, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized],
            new[] { started, tooSoon, wrong, right, left, after }.Select(answer => answer.StatusCode));
        Assert.Equal(("陳大文", email, "zh-Hant"), (me!["name"]!.GetValue<string>(), me["email"]!.GetValue<string>(), me["language"]!.GetValue<string>()));
        Assert.Equal("Bearer", after.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/problem+json", after.Content.Headers.ContentType?.MediaType);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refresh_token_gives_a_new_token_until_the_session_ends(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        var first = (await (await http.PostAsJsonAsync("/api/session", new { email = amy.Email, password = amy.Password })).Content.ReadFromJsonAsync<JsonObject>())!;

        var renewed = (await (await http.PostAsJsonAsync("/api/session/refresh", new { refreshToken = first["refreshToken"]!.GetValue<string>() })).Content.ReadFromJsonAsync<JsonObject>())!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", renewed["accessToken"]!.GetValue<string>());
        var me = await http.GetAsync("/api/me");
        await http.DeleteAsync("/api/session");
        var ended = await http.PostAsJsonAsync("/api/session/refresh", new { refreshToken = renewed["refreshToken"]!.GetValue<string>() });
        var accessTokenAsRefresh = await http.PostAsJsonAsync("/api/session/refresh", new { refreshToken = first["accessToken"]!.GetValue<string>() });

        Assert.Equal(3600, first["expiresIn"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, accessTokenAsRefresh.StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_API_takes_no_cookie_and_pages_no_token(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        using var program = await app.ProgramAsync(amy);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync("/api/me")).StatusCode);
        Assert.Contains("/en/sign-in", (await program.GetAsync("/en/account")).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_address_is_told_when_to_come_back()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var http = new HttpClient { BaseAddress = app.Address };
        var email = Citizens.NewEmail();
        for (var i = 0; i < 5; i++)
        {
            await http.PostAsJsonAsync("/api/session", new { email, password = "wrong" });
        }

        var locked = await http.PostAsJsonAsync("/api/session", new { email, password = "wrong" });

        Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 14, 15);
    }

    [Theory]
    [InlineData("/api/accounts", "{}", 422)]
    [InlineData("/api/accounts", "{", 400)]
    [InlineData("/api/accounts", "null", 400)]
    [InlineData("/api/accounts", "[]", 400)]
    [InlineData("/api/accounts", "{\"name\":1}", 400)]
    [InlineData("/api/accounts", "{\"name\":\"Amy\",\"email\":\"a@b.hk\",\"password\":\"four unlike words here\",\"language\":\"fr\"}", 422)]
    [InlineData("/api/accounts/confirm", "{}", 422)]
    [InlineData("/api/accounts/confirm", "{\"email\":null,\"code\":null}", 422)]
    [InlineData("/api/accounts/confirm", "{\"email\":\"a@b.hk\",\"code\":-1}", 400)]
    [InlineData("/api/session", "{}", 401)]
    [InlineData("/api/session", "", 400)]
    [InlineData("/api/session", "{\"email\":\"a@b.hk\",\"password\":\"\"}", 401)]
    [InlineData("/api/session/refresh", "{}", 401)]
    [InlineData("/api/session/refresh", "{\"refreshToken\":\"nonsense\"}", 401)]
    public async Task Bad_input_is_a_problem_never_a_failure(string path, string json, int status)
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var http = new HttpClient { BaseAddress = app.Address };

        var answer = await http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Very_long_input_is_refused_quickly()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var http = new HttpClient { BaseAddress = app.Address };
        var huge = new string('x', 1_000_000);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await http.PostAsJsonAsync("/api/accounts", new { name = huge, email = huge, password = huge })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsJsonAsync("/api/session", new { email = "a@b.hk", password = huge })).StatusCode);
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public async Task A_token_that_is_none_opens_nothing(string token)
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/me")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_first_operator_gives_posts_which_hold_at_once(DatabaseKind kind)
    {
        await using var app = await Towns.StartAsync(kind, new() { ["Accounts:OfficersNeedSecondFactor"] = "false", ["Accounts:FirstOperator"] = "chief@example.hk" });
        var (chief, ben) = (await app.CitizenAsync(), await app.CitizenAsync());
        await app.WriteAsync(async write =>
        {
            var account = await write.Get<AccountsDb>().Accounts.FindAsync(chief.Id);
            account!.MoveTo(write.Get<Platform.Secrets.FieldCipher>(), People.EmailAddress.Parse("chief@example.hk")!);
            return true;
        });
        using var operating = await app.ProgramAsync(chief with { Email = "chief@example.hk" });
        using var bens = await app.ProgramAsync(ben);
        Assert.Equal(HttpStatusCode.Forbidden, (await bens.GetAsync("/api/posts")).StatusCode);

        var given = await operating.PostAsJsonAsync("/api/posts", new { email = ben.Email, department = "cr", role = "registrar" });
        var twice = await operating.PostAsJsonAsync("/api/posts", new { email = ben.Email, department = "cr", role = "registrar" });
        var bad = await operating.PostAsJsonAsync("/api/posts", new { email = "x@y.hk", department = "CR:", role = (string?)null });
        var during = await bens.GetFromJsonAsync<JsonObject>("/api/me");
        var list = await operating.GetStringAsync("/api/posts");
        var taken = await operating.DeleteAsync($"/api/posts?email={ben.Email}&department=cr&role=registrar");
        var gone = await operating.DeleteAsync($"/api/posts?email={ben.Email}&department=cr&role=registrar");
        var after = await bens.GetFromJsonAsync<JsonObject>("/api/me");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.UnprocessableEntity), (given.StatusCode, twice.StatusCode, bad.StatusCode));
        Assert.Equal("cr:registrar", during!["posts"]![0]!.GetValue<string>());
        Assert.Contains(ben.Email, list, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (taken.StatusCode, gone.StatusCode));
        Assert.Empty(after!["posts"]!.AsArray());
        Assert.Equal(["account.post-given", "account.post-taken", "account.signed-in"], await app.AuditedAsync(ben.Id));
    }
}
