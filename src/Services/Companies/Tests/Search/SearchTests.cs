using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Tests.Search;

public sealed class SearchTests(RegisterApps apps)
{
    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_new_company_is_found_at_once_by_either_name_in_either_script_and_by_its_numbers(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var mark = Mark();
        var company = await app.RegisterAsync($"Harbour {mark} Trading Limited", $"{Han(mark)}龍貿易有限公司");

        foreach (var typed in (string[])[$"harbour {mark}", $"{mark} trad", $"{Han(mark)}龍貿易", $"{Han(mark)}龙贸易", $"The Harbour {mark} Trading Co., Limited", company.Number, company.Brn, company.Number.TrimStart('0')])
        {
            var items = await ItemsAsync(app, typed);
            Assert.Equal(company.Number, items.First().GetProperty("number").GetString());
        }
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task The_exact_name_stands_first_and_pages_leave_nothing_out(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var mark = Mark();
        for (var i = 0; i < 7; i++)
        {
            await app.RegisterAsync($"{mark} Page {(char)('A' + i)} Limited", null);
        }

        var exact = await app.RegisterAsync($"{mark} Page Limited", null);

        List<string> seen = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await app.Browse().Http.GetFromJsonAsync<JsonElement>($"/api/companies?q={mark}+page&limit=3{(cursor.Length > 0 ? "&cursor=" + cursor : "")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal(exact.Number, seen[0]);
        Assert.Equal(8, seen.Count);
        Assert.Equal(8, seen.Distinct().Count());
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task Without_a_question_the_register_is_listed_by_number(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        await app.RegisterAsync(MadeCompanies.Own("Listed"), null);
        await app.RegisterAsync(MadeCompanies.Own("Listed"), null);

        var page = await app.Browse().Http.GetFromJsonAsync<JsonElement>("/api/companies?limit=1");
        var next = await app.Browse().Http.GetFromJsonAsync<JsonElement>($"/api/companies?limit=1&cursor={page.GetProperty("next").GetString()}");

        Assert.NotEqual(page.GetProperty("items")[0].GetProperty("number").GetString(), next.GetProperty("items")[0].GetProperty("number").GetString());
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task Nothing_a_visitor_types_breaks_the_search(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        foreach (var typed in (string[])
                 [
                     new string('a', 3000), new string('龍', 800), "!!! ... ???", "%00%00", "ab%00cd", "%ED%A0%80abc", "%FF%FE", "\" OR 1=1 --", "') UNION SELECT * FROM companies_names --",
                     "NEAR(a b, 3)", "words:x*", "a' | 'b:*", "^abc -def", "()", "a*b*c*", "\u202Eabc", "🀄🀄", "limited", "有限公司", "龍", "a b c d e f g h i j k l m n o p q r s t u v w x y z", "12345678901234567890",
                 ])
        {
            var query = typed.Contains('%', StringComparison.Ordinal) ? typed : Uri.EscapeDataString(typed);
            var api = await browser.Http.GetAsync("/api/companies?q=" + query);
            var page = await browser.OpenAsync("/en/companies?q=" + query);

            Assert.True((int)api.StatusCode < 500, $"{typed}: {api.StatusCode}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
        }
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task Wrong_parameters_are_answered_with_what_is_right(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        foreach (var query in (string[])["limit=0", "limit=-1", "limit=101", "limit=x", "limit=99999999999999999999", "cursor=x", "cursor=-5", "q=a", "q=" + new string('b', 201)])
        {
            var answer = await browser.Http.GetAsync("/api/companies?" + query);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.NotEmpty(problem.GetProperty("errors")[0].GetProperty("message").GetString()!);
        }
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task The_search_page_shows_what_it_found_and_says_why_it_found_nothing(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var mark = Mark();
        var company = await app.RegisterAsync($"Shown {mark} Limited", $"{Han(mark)}有限公司");
        using var browser = app.Browse();

        var found = await browser.SubmitAsync(await browser.OpenAsync("/en/companies"), new() { ["q"] = $"shown {mark}" });
        Assert.Contains($"Shown {mark} Limited", found.Text, StringComparison.Ordinal);
        Assert.NotNull(found.Html.QuerySelector($"a[href='/en/companies/{company.Number}']"));

        var chinese = await browser.OpenAsync($"/zh-Hant/companies?q={mark}");
        Assert.Equal($"{Han(mark)}有限公司", chinese.Html.QuerySelector("main li a")!.TextContent);

        Assert.Contains($"has all of “nowhere {mark}”", (await browser.OpenAsync($"/en/companies?q=nowhere+{mark}")).Text, StringComparison.Ordinal);
        Assert.Contains("at least two letters", (await browser.OpenAsync("/en/companies?q=a")).Text, StringComparison.Ordinal);
        Assert.Equal(("q", "Enter a company name or number"), Assert.Single((await browser.OpenAsync("/en/companies?q=")).Errors));
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_profile_shows_the_register_now_and_at_a_day(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var name = MadeCompanies.Own("Profile");
        var company = await app.RegisterAsync(name, null);
        using var browser = app.Browse();

        var page = await browser.OpenAsync($"/en/companies/{company.Number}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.EndsWith(name, page.Heading, StringComparison.Ordinal);
        Assert.Contains("CHAN Tai Man", page.Text, StringComparison.Ordinal);
        Assert.Contains(company.Brn, page.Text, StringComparison.Ordinal);

        var early = await browser.OpenAsync($"/en/companies/{company.Number}?as-at-day=1&as-at-month=1&as-at-year=2020");
        Assert.Equal("as-at", Assert.Single(early.Errors).Field);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/en/companies/9999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/en/companies/nonsense")).Status);
        Assert.Equal($"/en/companies/{company.Number}", (await browser.OpenAsync($"/en/companies/{company.Number.TrimStart('0')}")).Path);
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task Particulars_for_programs_carry_an_etag_and_say_what_is_not_there(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var company = await app.RegisterAsync(MadeCompanies.Own("Json"), null);
        using var browser = app.Browse();

        foreach (var address in (string[])[$"/api/companies/{company.Number}", $"/api/business-registrations/{company.Brn}"])
        {
            var answer = await browser.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(company.Brn, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("brn").GetString());

            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await browser.Http.SendAsync(again)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync(address + "?asAt=1990-01-01")).StatusCode);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Http.GetAsync(address + "?asAt=yesterday")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/api/companies/nonsense")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/api/business-registrations/00000000")).StatusCode);
    }

    [Fact]
    public async Task Views_are_counted_by_channel()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        await browser.OpenAsync("/en/companies");
        await browser.Http.GetAsync("/api/companies?q=anything");

        var seen = ((UsageSeen)app.Services.GetRequiredService<IUsage>()).Counted;
        Assert.Contains(("company-search", UsageStep.View, UsageChannel.Web), seen);
        Assert.Contains(("company-search", UsageStep.View, UsageChannel.Api), seen);
    }

    [Fact]
    public async Task A_profile_kept_ready_still_counts_each_view()
    {
        await using var app = await RegisterApps.StartAsync(DatabaseKind.Sqlite);
        var company = await app.RegisterAsync(MadeCompanies.Own("Counted"), null);
        using var browser = app.Browse();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync($"/en/companies/{company.Number}")).Status);
        }

        Assert.Equal(3, ((UsageSeen)app.Services.GetRequiredService<IUsage>()).Counted.Count);
    }

    private static async Task<IReadOnlyList<JsonElement>> ItemsAsync(TestApp app, string typed)
    {
        var page = await app.Browse().Http.GetFromJsonAsync<JsonElement>("/api/companies?q=" + Uri.EscapeDataString(typed));
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private static string Mark() => "x" + Ids.New().ToString("N")[^10..];

    // Characters nobody else's test has.
    private static string Han(string mark) => string.Concat(mark.Skip(1).Select(digit => (char)(0x4F00 + (Convert.ToInt32(digit.ToString(), 16) * 7))));
}
