using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;

namespace OneStop.Platform.Tests.Web;

public sealed class PipelineTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestApp.StartAsync(DatabaseKind.Sqlite, [new DoorModule()]);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("zh-HK,en;q=0.5", "/zh-Hant/somewhere?q=1")]
    [InlineData("zh-CN", "/zh-Hans/somewhere?q=1")]
    [InlineData("fr, en;q=0.8", "/en/somewhere?q=1")]
    [InlineData("yue", "/zh-Hant/somewhere?q=1")]
    [InlineData("*", "/en/somewhere?q=1")]
    public async Task An_address_without_a_language_leads_to_the_readers_own(string accepted, string expected)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Add("Accept-Language", accepted);

        var answer = await http.GetAsync("/somewhere?q=1");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/api/nothing", "zh-HK")]
    [InlineData("/api/nothing", "en")]
    [InlineData("/openapi/v9.json", "en")]
    public async Task What_is_not_there_is_a_problem_document_for_programs(string path, string language)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Add("Accept-Language", language);

        var answer = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/en/nothing", "Page not found")]
    [InlineData("/zh-Hant/nothing", "找不到此頁")]
    [InlineData("/zh-Hans/nothing", "找不到此页")]
    [InlineData("/fr/nothing", "Page not found")]
    public async Task What_is_not_there_is_a_page_for_people(string path, string expected)
    {
        var page = await app.Browse().OpenAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(expected, page.Heading);
        Assert.EndsWith("/nothing", page.Html.QuerySelector("nav a[hreflang]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/zh-hant/form", "/zh-Hant/form")]
    [InlineData("/EN/form/?q=1", "/en/form?q=1")]
    public async Task A_language_written_otherwise_leads_to_the_page(string path, string expected)
    {
        var page = await app.Browse().OpenAsync(path);

        Assert.Equal((HttpStatusCode.OK, expected), (page.Status, page.Path));
    }

    [Fact]
    public async Task A_wrong_method_is_told_the_right_one()
    {
        var answer = await app.Browse().Http.DeleteAsync("/api/open");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET"], answer.Content.Headers.Allow);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_wrong_kind_of_body_is_a_problem()
    {
        var answer = await app.Browse().Http.PostAsync("/api/echo", new StringContent("a=b", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_failure_is_a_500_that_tells_nothing_of_the_inside()
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        var answer = await http.GetAsync("/api/fails");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_lane_answers_503_and_when_to_come_back()
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        var answer = await http.GetAsync("/api/full");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task Bad_JSON_is_a_400()
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        var answer = await http.PostAsync("/api/echo", new StringContent("{", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        var answer = await http.GetAsync("/healthz");

        Assert.Contains("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Officers_act_within_their_department_and_role()
    {
        var person = Guid.CreateVersion7();

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Browse().Http.GetAsync("/api/registrar")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Browse(person).Http.GetAsync("/api/registrar")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Browse(person, ["ird:registrar"]).Http.GetAsync("/api/registrar")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Browse(person, ["cr:registrar"]).Http.GetAsync("/api/registrar")).StatusCode);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back()
    {
        await using var small = await TestApp.StartAsync(DatabaseKind.Sqlite, [new DoorModule()], new() { ["Limits:PerSecond"] = "2" });
        using var http = new HttpClient { BaseAddress = small.Address };

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 30; i++)
        {
            answers.Add(await http.GetAsync("/api/open"));
        }

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.NotNull(answer.Headers.RetryAfter));
    }

    [Fact]
    public async Task A_program_with_a_door_that_does_not_say_for_whom_does_not_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(DatabaseKind.Sqlite, [new SilentModule()]));

        Assert.Contains("/api/silent", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_endpoints_with_one_name_stop_the_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(DatabaseKind.Sqlite, [new TwinsModule()]));

        Assert.Contains("Twin (", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("/api/second", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fixed_names_answer()
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        Assert.Equal("Healthy", await http.GetStringAsync("/healthz"));
        Assert.Equal("Healthy", await http.GetStringAsync("/readyz"));
        Assert.Contains("# TYPE", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.StartsWith("3.1", (await http.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_blocks_holds_up_no_other_connection()
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        var blocked = Enumerable.Range(0, 4).Select(_ => http.GetStringAsync("/api/blocks")).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(DoorModule.Blocked.CurrentCount == 0));

        // Each on a connection of its own: the others are in use.
        var open = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => http.GetStringAsync("/api/open")));

        Assert.All(blocked, request => Assert.False(request.IsCompleted));
        Assert.All(open, answer => Assert.Equal("open", answer));
        DoorModule.Gate.Set();
        Assert.All(await Task.WhenAll(blocked), answer => Assert.Equal("late", answer));
    }

    internal sealed class DoorModule : IModule
    {
        internal static readonly CountdownEvent Blocked = new(4);
        internal static readonly ManualResetEventSlim Gate = new();

        public string Name => "Door";

        public void AddServices(IServiceCollection services, IConfiguration configuration)
        {
        }

        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
            routes.MapGet("/api/open", () => "open").AllowAnonymous();
            routes.MapGet("/api/blocks", () =>
            {
                Blocked.Signal();
                Gate.Wait();
                return "late";
            }).AllowAnonymous();
            routes.MapGet("/api/fails", string () => throw new InvalidOperationException("secret")).AllowAnonymous();
            routes.MapGet("/api/full", string () => throw new LaneFullException()).AllowAnonymous();
            routes.MapPost("/api/echo", (JsonObject body) => body).AllowAnonymous();
            routes.MapGet("/api/someone", () => new Someone("Amy", [1])).AllowAnonymous().WithSummary("Shows someone");
            routes.MapGet("/api/registrar", () => "yes").RequireAuthorization(Access.OfficerOf("cr", "registrar"));
        }
    }

    private sealed record Someone(string Name, IReadOnlyList<int> Numbers);

    private sealed class TwinsModule : IModule
    {
        public string Name => "Twins";

        public void AddServices(IServiceCollection services, IConfiguration configuration)
        {
        }

        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
            routes.MapGet("/api/first", () => "one").AllowAnonymous().WithName("Twin");
            routes.MapGet("/api/second", () => "two").AllowAnonymous().WithName("Twin");
        }
    }

    private sealed class SilentModule : IModule
    {
        public string Name => "Silent";

        public void AddServices(IServiceCollection services, IConfiguration configuration)
        {
        }

        public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapGet("/api/silent", () => "who?");
    }
}
