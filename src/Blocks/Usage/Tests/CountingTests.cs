using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Usage.Contracts;
using OneStop.Usage.Counting;

namespace OneStop.Usage.Tests;

public sealed class CountingTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_count_of_every_thread_arrives_once_while_others_flush(DatabaseKind kind)
    {
        await using var app = await UsageApp.StartAsync(kind);

        var counting = Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.Count(UsageApp.Weather, UsageStep.View, 25_000)));
        var flushing = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                await app.FlushAsync();
            }
        }));
        await Task.WhenAll(counting.Concat(flushing));
        await app.FlushAsync();

        Assert.Equal(100_000, await app.TotalAsync());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_flush_that_is_sent_again_counts_once(DatabaseKind kind)
    {
        await using var app = await UsageApp.StartAsync(kind);
        var flushing = app.Services.GetRequiredService<Flushing>();
        var cell = new Cell(UsageApp.Weather, ServiceKind.Informational, UsageStep.View, UsageChannel.Web, "en", Visitor.HumanLikely);
        var flush = new Flush(Ids.New(), TimeProvider.System.GetUtcNow(), [(cell, 7)]);

        await flushing.SendAsync(flush, CancellationToken.None);
        await flushing.SendAsync(flush, CancellationToken.None);

        Assert.Equal(7, await app.TotalAsync());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nodes_add_up_and_the_last_counts_arrive_at_shutdown(DatabaseKind kind)
    {
        await using var first = await UsageApp.StartAsync(kind);
        var options = first.Services.GetRequiredService<DatabaseOptions>();
        await using (var second = await TestApp.StartAsync(kind, UsageApp.Modules, new()
        {
            ["data"] = options.DataDirectory,
            ["database"] = kind == DatabaseKind.Postgres ? options.ConnectionString : null,
            ["Node"] = "second",
        }))
        {
            first.Count(UsageApp.Licence, UsageStep.Complete, 3);
            second.Count(UsageApp.Licence, UsageStep.Complete, 4);
            await first.FlushAsync();
        }

        var hours = await first.HoursAsync();
        Assert.Equal(7, hours.Sum(count => count.Count));
        Assert.All(hours, count => Assert.Equal((ServiceKind.Transactional, Cells.NoLanguage), (count.Kind, count.Language)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_flush_sets_the_hour_of_Hong_Kongs_day(DatabaseKind kind)
    {
        await using var app = await UsageApp.StartAsync(kind, fakeTime: true);
        app.Time!.SetUtcNow(new DateTimeOffset(2026, 12, 31, 15, 59, 0, TimeSpan.Zero).AddYears(10));
        app.Count(UsageApp.Weather, UsageStep.View);
        await app.FlushAsync();
        app.Time.Advance(TimeSpan.FromMinutes(2));
        app.Count(UsageApp.Weather, UsageStep.View);
        await app.FlushAsync();

        Assert.Equal([(new DateOnly(2037, 1, 1), 0), (new DateOnly(2036, 12, 31), 23)], (await app.HoursAsync()).Select(count => (count.Day, count.Hour)));
        var months = await app.InScopeAsync(scope => scope.GetRequiredService<UsageDb>().Months.OrderBy(count => count.Month).Select(count => count.Month).ToListAsync());
        Assert.Equal([new DateOnly(2036, 12, 1), new DateOnly(2037, 1, 1)], months);
    }

    [Fact]
    public async Task A_service_that_the_catalogue_does_not_list_is_not_counted_and_breaks_nothing()
    {
        await using var app = await UsageApp.StartAsync(DatabaseKind.Sqlite);

        app.Count("closed-down", UsageStep.View);
        await app.FlushAsync();

        Assert.Empty(await app.HoursAsync());
    }

    [Fact]
    public async Task A_start_page_is_counted_in_its_language_and_robots_apart()
    {
        await using var app = await UsageApp.StartAsync(DatabaseKind.Sqlite);
        using var person = app.Browse();
        person.Http.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0");
        using var robot = app.Browse();
        robot.Http.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (compatible; SomeBot/2.1)");

        await person.OpenAsync($"/zh-Hant/services/{UsageApp.Weather}");
        await person.OpenAsync($"/zh-Hant/services/{UsageApp.Weather}");
        await robot.OpenAsync($"/en/services/{UsageApp.Weather}");
        await app.FlushAsync();

        Assert.Equal(
            [("en", Visitor.BotDeclared, 1L), ("zh-Hant", Visitor.HumanLikely, 2L)],
            (await app.HoursAsync()).Select(count => (count.Language, count.Visitor, count.Count)).Order());
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1", UsageChannel.Web, false)]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", UsageChannel.Web, true)]
    [InlineData("curl/8.5.0", UsageChannel.Web, true)]
    [InlineData("", UsageChannel.Web, true)]
    [InlineData("python-requests/2.32", UsageChannel.Api, false)]
    internal void Robots_are_those_that_say_so(string agent, UsageChannel channel, bool robot) =>
        Assert.Equal(robot ? Visitor.BotDeclared : Visitor.HumanLikely, UsageCounter.ClassOf(agent, channel));

    [Fact]
    public async Task Every_combination_has_a_number_of_its_own()
    {
        await using var app = await UsageApp.StartAsync(DatabaseKind.Sqlite);
        var cells = app.Services.GetRequiredService<Cells>();

        var numbers = Enumerable.Range(0, cells.Count).Select(number => cells[number])
            .Select(cell => cells.NumberOf(cell.Service, cell.Step, cell.Channel, cell.Language, cell.Visitor));

        Assert.Equal(Enumerable.Range(0, cells.Count), numbers);
        Assert.Equal(3 * 4 * 3 * 4 * 2, cells.Count);
    }
}
