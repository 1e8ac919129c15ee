using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Companies.Tests.Search;

public sealed class CheckNamesTests(RegisterApps apps)
{
    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_collision_names_the_entry_and_the_rule(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var name = MadeCompanies.Own("Salt & Pepper");
        var company = await app.RegisterAsync(name, null);

        var answer = await CheckAsync(app, new { english = "The " + name.Replace("&", "and", StringComparison.Ordinal), chinese = (string?)null });

        Assert.False(answer.GetProperty("available").GetBoolean());
        var problem = answer.GetProperty("problems")[0];
        Assert.Equal("english", problem.GetProperty("path").GetString());
        Assert.Equal("name.same-as-registered", problem.GetProperty("code").GetString());
        Assert.Equal(company.Number, problem.GetProperty("entry").GetProperty("number").GetString());
        Assert.Contains("“and” and “&” are the same", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("does not count", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_free_name_is_available_and_a_listed_word_needs_approval(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);

        var free = await CheckAsync(app, new { english = MadeCompanies.Own("Free") });
        var listed = await CheckAsync(app, new { english = MadeCompanies.Own("Trust") });

        Assert.True(free.GetProperty("available").GetBoolean());
        Assert.False(free.GetProperty("needsApproval").GetBoolean());
        Assert.True(listed.GetProperty("available").GetBoolean());
        Assert.True(listed.GetProperty("needsApproval").GetBoolean());
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task Whatever_is_sent_is_answered_without_a_failure(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        foreach (var body in (string[])
                 [
                     "", "null", "[]", "{", "\"x\"", "{\"english\":5}", "{\"english\":null}", "{\"english\":\"\\ud800\"}", "{\"english\":\"\\u0000 Limited\"}", "{}",
                     "{\"english\":\"" + new string('a', 100_000) + "\"}", "{\"chinese\":\"" + new string('龍', 50_000) + "\"}", "{\"english\":\"' OR 1=1; --\"}",
                 ])
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await browser.Http.PostAsync("/api/names/check", content);
            Assert.True((int)answer.StatusCode < 500, $"{body[..Math.Min(40, body.Length)]}: {answer.StatusCode}");
        }
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task The_page_shows_problems_beside_their_fields_and_keeps_what_was_typed(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();
        var form = await browser.OpenAsync("/zh-Hant/companies/names");

        var wrong = await browser.SubmitAsync(form, new() { ["name-english"] = "Golden", ["name-chinese"] = "金龙有限公司" });
        Assert.Equal(["name-english", "name-chinese"], wrong.Errors.Select(error => error.Field));
        Assert.Contains("金龍有限公司", wrong.Errors[1].Message, StringComparison.Ordinal);
        Assert.Equal("Golden", wrong.Html.QuerySelector("[name=name-english]")!.GetAttribute("value"));

        var right = await browser.SubmitAsync(wrong, new() { ["name-english"] = MadeCompanies.Own("Golden"), ["name-chinese"] = "" });
        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.NotNull(right.Html.QuerySelector(".govuk-panel"));
    }

    private static async Task<JsonElement> CheckAsync(TestApp app, object names)
    {
        var answer = await app.Browse().Http.PostAsJsonAsync("/api/names/check", names);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
