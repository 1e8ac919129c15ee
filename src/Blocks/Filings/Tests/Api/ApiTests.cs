using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace OneStop.Filings.Tests.Api;

public sealed class ApiOnSqlite(SqliteOffice office) : ApiTests(office), IClassFixture<SqliteOffice>;

public sealed class ApiOnPostgres(PostgresOffice office) : ApiTests(office), IClassFixture<PostgresOffice>;

public abstract class ApiTests(DogOffice office)
{
    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("""{"dog":{},"dog":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"dog":{"name":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}}}}}}}}}}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"dog":[]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":"name"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"cat":{}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"colour":"red"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"name":1}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"name":"a\u0000b"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"name":"\ud800"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"weight":"12"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"weight":1.5}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"weight":-1}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"weight":1e400}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"weight":99999999999999999999}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"born":"2026-02-30"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"dog":{"born":20260101}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"purpose":{"tricks":"sit"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"purpose":{"tricks":["fly"]}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"purpose":{"tricks":[null]}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"keeper":{"outdoors":"no"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"keeper":{"home":"here"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"keeper":{"home":{"line1":"a","country":"HK","planet":"Earth"}}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"owners":{}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"owners":[null]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"owners":[{},{},{},{}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"training":{"paper":{"sha256":"0","name":"a","bytes":1}}}""", HttpStatusCode.UnprocessableEntity)]
    public async Task Bad_content_is_refused_with_its_place_and_never_fails(string body, HttpStatusCode expected)
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);

        foreach (var (method, path) in (IEnumerable<(HttpMethod, string)>)[(HttpMethod.Post, "/api/filings/dog-licence"), (HttpMethod.Put, $"/api/filings/{id}"), (HttpMethod.Patch, $"/api/filings/{id}")])
        {
            using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            var answer = await amy.Http.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_draft_begun_twice_with_one_key_is_one_draft()
    {
        var amy = office.NewCitizen();
        var content = office.Dog();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartAsync(amy, "key-1", content)));
        var misused = await StartAsync(amy, "key-1", office.Dog());

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadFromJsonAsync<JsonObject>()))).Select(draft => draft!["id"]!.GetValue<Guid>()).Distinct());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, misused.StatusCode);
    }

    [Fact]
    public async Task A_person_keeps_so_many_drafts_and_no_more()
    {
        var amy = office.NewCitizen();
        for (var i = 0; i < 5; i++)
        {
            await amy.DraftAsync([]);
        }

        var answer = await amy.Http.PostAsJsonAsync("/api/filings/dog-licence", new { });
        var page = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync("/en/filings/new/dog-licence"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("You have 5 drafts", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_gone_is_not_overwritten()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync();
        var first = (await amy.Http.GetAsync($"/api/filings/{id}")).Headers.ETag!;

        var taken = await ChangeAsync(amy, HttpMethod.Patch, id, """{"dog":{"story":"One"}}""", first);
        var refused = await ChangeAsync(amy, HttpMethod.Patch, id, """{"dog":{"story":"Two"}}""", first);
        var removed = await ChangeAsync(amy, HttpMethod.Patch, id, """{"dog":{"story":null}}""", taken.Headers.ETag!);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.NotEqual(first, taken.Headers.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        Assert.Null((await removed.Content.ReadFromJsonAsync<JsonObject>())!["content"]!["dog"]!["story"]);
    }

    [Fact]
    public async Task The_rehearsal_names_every_problem_or_the_cost()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);

        var wrong = await (await amy.Http.PostAsync($"/api/filings/{id}/check", null)).Content.ReadFromJsonAsync<JsonObject>();
        await amy.Http.PutAsJsonAsync($"/api/filings/{id}", office.Dog("pet"));
        var right = await (await amy.Http.PostAsync($"/api/filings/{id}/check", null)).Content.ReadFromJsonAsync<JsonObject>();

        Assert.False(wrong!["ready"]!.GetValue<bool>());
        Assert.Contains(wrong["errors"]!.AsArray(), error => error!["path"]!.GetValue<string>() == "keeper/identity" && error["code"]!.GetValue<string>() == "answer.required");
        Assert.True(right!["ready"]!.GetValue<bool>());
        Assert.Equal(12000, right["totalCents"]!.GetValue<long>());
    }

    [Fact]
    public async Task What_is_submitted_is_declared_and_then_fixed()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync(office.Dog("pet"));

        var undeclared = await amy.Http.PostAsync($"/api/filings/{id}/submit", null);
        await amy.SubmitAsync(id);
        var changed = await ChangeAsync(amy, HttpMethod.Patch, id, """{"dog":{"story":"Late"}}""", null);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, undeclared.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, changed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await amy.Http.DeleteAsync($"/api/filings/{id}")).StatusCode);
        Assert.Contains((await amy.Http.GetFromJsonAsync<JsonObject>("/api/filings"))!["items"]!.AsArray(), filing => filing!["id"]!.GetValue<Guid>() == id);
    }

    [Fact]
    public async Task What_was_hidden_by_an_answer_is_not_filed()
    {
        var amy = office.NewCitizen();
        var content = office.Dog("pet");
        content["training"] = new JsonObject { ["school"] = "None" };

        var id = await amy.SubmitAsync(content);

        Assert.Null((await office.FindAsync(id)).Content["training"]);
    }

    [Fact]
    public async Task Somebody_elses_filing_and_nobodys_are_not_there()
    {
        var ben = office.NewCitizen("Ben").Http;
        var visitor = office.App.Browse().Http;
        foreach (var id in (Guid[])[await office.NewCitizen().DraftAsync(), Guid.Empty])
        {
            foreach (var (method, path) in (IEnumerable<(HttpMethod, string)>)
                [(HttpMethod.Get, ""), (HttpMethod.Put, ""), (HttpMethod.Patch, ""), (HttpMethod.Delete, ""), (HttpMethod.Post, "/check"), (HttpMethod.Post, "/withdraw"), (HttpMethod.Post, "/reopen"), (HttpMethod.Get, "/signatures")])
            {
                Assert.Equal(HttpStatusCode.NotFound, (await ben.SendAsync(new HttpRequestMessage(method, $"/api/filings/{id}{path}"))).StatusCode);
                Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.SendAsync(new HttpRequestMessage(method, $"/api/filings/{id}{path}"))).StatusCode);
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await ben.PostAsync("/api/filings/cat-licence", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/api/eservices/cat-licence/schema")).StatusCode);
    }

    [Fact]
    public async Task The_OpenAPI_document_names_every_endpoint_and_what_it_takes()
    {
        var api = (await office.App.Browse().Http.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!["paths"]!.AsObject();

        Assert.Equal(17, api.Count(path => path.Key.StartsWith("/api/filings", StringComparison.Ordinal) || path.Key.StartsWith("/api/signatures", StringComparison.Ordinal) || path.Key.StartsWith("/api/eservices", StringComparison.Ordinal)));
        Assert.NotNull(api["/api/filings/{id}/submit"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["declared"]);
        Assert.NotNull(api["/api/signatures/{key}/sign"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["contentHash"]);
    }

    [Fact]
    public async Task The_schema_describes_what_is_taken()
    {
        var schema = await office.App.Browse().Http.GetFromJsonAsync<JsonObject>("/api/eservices/dog-licence/schema");

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema!["$schema"]!.GetValue<string>());
        Assert.True(Schemas.Accepts(schema, office.Dog(owners: office.NewCitizen("Ben"))));
        foreach (var wrong in (string[])["""{"dog":null}""", """{"purpose":{"purpose":"sport"}}""", """{"keeper":{"outdoors":"no"}}""", """{"owners":[{"name":"Ben"}]}""", """{"cat":{}}"""])
        {
            var content = office.Dog();
            foreach (var (key, value) in JsonNode.Parse(wrong)!.AsObject())
            {
                content[key] = value?.DeepClone();
            }

            Assert.False(Schemas.Accepts(schema, content), wrong);
        }
    }

    private static async Task<HttpResponseMessage> StartAsync(Citizen citizen, string key, JsonObject content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/filings/dog-licence") { Content = new StringContent(content.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return await citizen.Http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> ChangeAsync(Citizen citizen, HttpMethod method, Guid id, string body, EntityTagHeaderValue? version)
    {
        using var request = new HttpRequestMessage(method, $"/api/filings/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
        {
            request.Headers.IfMatch.Add(version);
        }

        return await citizen.Http.SendAsync(request);
    }
}
