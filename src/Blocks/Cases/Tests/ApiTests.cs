using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Cases.Tests;

public sealed class ApiTests(Engines engines) : IClassFixture<Engines>
{
    public static TheoryData<DatabaseKind> Kinds => Engines.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cases_are_for_the_officers_of_their_desk(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync(parties: CasesApp.SecondRegistrar);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.App.Browse().Http.GetAsync($"/api/cases/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.App.Browse(Ids.New()).Http.GetAsync("/api/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Officer(CasesApp.Cashier, "try:cashier").Http.GetAsync($"/api/cases/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Officer(CasesApp.SecondRegistrar).Http.GetAsync($"/api/cases/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Officer().Http.GetAsync($"/api/cases/{Ids.New()}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await DecideAsync(app.Officer(CasesApp.Cashier, "try:cashier").Http, id, """{"decision":"approve"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await DecideAsync(app.Officer(CasesApp.SecondRegistrar).Http, id, """{"decision":"approve"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(app.Officer().Http, Ids.New(), """{"decision":"approve"}""")).StatusCode);
        Assert.Equal(0, await app.TimesDecidedAsync(id));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_program_lists_reads_and_decides(DatabaseKind kind)
    {
        await using var app = await CasesApp.StartAsync(kind);
        var id = await app.OpenAsync();
        var http = app.Officer().Http;

        var list = await http.GetFromJsonAsync<JsonObject>("/api/cases?show=unassigned");
        var found = await http.GetFromJsonAsync<JsonObject>($"/api/cases/{id}");
        var decided = await DecideAsync(http, id, """{"decision":"refuse","reasonCodes":["name-unclear"],"note":"Not clear."}""");
        var again = await DecideAsync(http, id, """{"decision":"approve"}""");

        Assert.Equal(id.ToString(), (string?)list!["items"]![0]!["id"]);
        Assert.True(list.ContainsKey("next"));
        Assert.Equal("open", (string?)found!["state"]);
        Assert.Equal("Amy Chan", (string?)found["sections"]![0]!["rows"]![0]!["value"]);
        Assert.Null(found["sections"]![0]!["rows"]![1]!["value"]);
        Assert.DoesNotContain("A123456", found.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("decided", (string?)(await decided.Content.ReadFromJsonAsync<JsonObject>())!["state"]);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("case.decided", (string?)(await again.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![0]!["code"]);
        Assert.Equal(1, await app.TimesDecidedAsync(id));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Four_eyes_hold_for_programs_too(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync(fourEyes: true);
        var (first, second) = (app.Officer().Http, app.Officer(CasesApp.SecondRegistrar).Http);

        var proposed = await DecideAsync(first, id, """{"decision":"approve"}""");
        var own = await first.PostAsJsonAsync($"/api/cases/{id}/confirmation", new { confirm = true });
        var vague = await second.PostAsJsonAsync($"/api/cases/{id}/confirmation", new { });
        var confirmed = await second.PostAsJsonAsync($"/api/cases/{id}/confirmation", new { confirm = true });

        Assert.Equal("proposed", (string?)(await proposed.Content.ReadFromJsonAsync<JsonObject>())!["state"]);
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, vague.StatusCode);
        Assert.Equal("approve", (string?)(await confirmed.Content.ReadFromJsonAsync<JsonObject>())!["decision"]);
        Assert.Equal(1, await app.TimesDecidedAsync(id));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_decisions_at_once_one_counts(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => DecideAsync(
            app.Officer(i % 2 == 0 ? CasesApp.Registrar : CasesApp.SecondRegistrar).Http, id,
            i % 2 == 0 ? """{"decision":"approve"}""" : """{"decision":"refuse","reasonCodes":["name-unclear"]}""")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, await app.TimesDecidedAsync(id));
    }

    public static TheoryData<string, HttpStatusCode> BadBodies => new()
    {
        { "", HttpStatusCode.BadRequest },
        { "{", HttpStatusCode.BadRequest },
        { "null", HttpStatusCode.BadRequest },
        { "[]", HttpStatusCode.BadRequest },
        { """{"decision":5}""", HttpStatusCode.BadRequest },
        { """{"decision":"approve","reasonCodes":"x"}""", HttpStatusCode.BadRequest },
        { "{}", HttpStatusCode.UnprocessableEntity },
        { """{"decision":null,"reasonCodes":null,"note":null}""", HttpStatusCode.UnprocessableEntity },
        { """{"decision":"burn"}""", HttpStatusCode.UnprocessableEntity },
        { """{"decision":"0"}""", HttpStatusCode.UnprocessableEntity },
        { """{"decision":"refuse"}""", HttpStatusCode.UnprocessableEntity },
        { """{"decision":"refuse","reasonCodes":[null,""]}""", HttpStatusCode.UnprocessableEntity },
        { """{"decision":"refuse","reasonCodes":["made-up"]}""", HttpStatusCode.UnprocessableEntity },
        { $$"""{"decision":"approve","note":"{{new string('x', 2001)}}"}""", HttpStatusCode.UnprocessableEntity },
    };

    [Theory, MemberData(nameof(BadBodies))]
    public async Task A_bad_decision_is_refused_with_what_is_wrong(string body, HttpStatusCode expected)
    {
        var app = await engines.OnAsync(DatabaseKind.Sqlite);
        var id = await app.OpenAsync();

        var answer = await DecideAsync(app.Officer().Http, id, body);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, await app.TimesDecidedAsync(id));
    }

    [Theory]
    [InlineData("?show=everything", HttpStatusCode.UnprocessableEntity)]
    [InlineData("?show=7", HttpStatusCode.UnprocessableEntity)]
    [InlineData("?page=0", HttpStatusCode.UnprocessableEntity)]
    [InlineData("?page=-1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("?page=2000000000", HttpStatusCode.UnprocessableEntity)]
    [InlineData("?page=x", HttpStatusCode.BadRequest)]
    [InlineData("?page=99999999999999", HttpStatusCode.BadRequest)]
    public async Task A_bad_question_is_refused(string query, HttpStatusCode expected)
    {
        var app = await engines.OnAsync(DatabaseKind.Sqlite);

        var answer = await app.Officer().Http.GetAsync($"/api/cases{query}");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static Task<HttpResponseMessage> DecideAsync(HttpClient http, Guid id, string body) =>
        http.PostAsync($"/api/cases/{id}/decision", new StringContent(body, Encoding.UTF8, "application/json"));
}
