using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Tests.PublicPages;

/// <summary>What only time changes.</summary>
public sealed class MomentsTests : IAsyncLifetime
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(30);
    private readonly BoardModule board = new();
    private TestApp app = null!;

    public async ValueTask InitializeAsync() =>
        app = await TestApp.StartAsync(DatabaseKind.Sqlite, [board], new() { ["PublicPages"] = "true" }, fakeTime: true);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_edition_is_kept_no_longer_than_it_holds_and_made_anew_at_that_moment()
    {
        board.Until = app.Time!.GetUtcNow() + Holds;
        using var http = app.Browse().Http;
        await Eventually.TrueAsync(async () => (await http.GetAsync("/board/list.csv")).Headers.CacheControl?.MaxAge < TimeSpan.FromMinutes(1));
        var first = await http.GetAsync("/board/list.csv");
        Assert.InRange(first.Headers.CacheControl!.MaxAge!.Value, TimeSpan.FromSeconds(1), Holds);

        // Its own end is past now, so the next edition holds for as long as any.
        app.Time.Advance(Holds);
        await Eventually.TrueAsync(async () => (await http.GetAsync("/board/list.csv")).Headers.CacheControl?.MaxAge == TimeSpan.FromMinutes(1));
    }
}

/// <summary>A wall clock that is put right, forth and back, while the machine's own time goes on.</summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    private readonly JumpingClock clock = new();
    private readonly BoardModule board = new();
    private TestApp app = null!;

    public async ValueTask InitializeAsync() =>
        app = await TestApp.StartAsync(DatabaseKind.Sqlite, [board], new() { ["PublicPages"] = "true" }, builder => builder.Services.AddSingleton<TimeProvider>(clock));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task What_was_composed_by_the_wrong_clock_is_composed_again(int hours)
    {
        var publisher = app.Services.GetRequiredService<PublishedPages>();
        await Eventually.TrueAsync(() => Task.FromResult(publisher.Epoch.Number > 0 && app.Services.GetRequiredService<Publisher>().Failing == 1));
        var before = publisher.Epoch.Number;

        clock.Jump(TimeSpan.FromHours(hours));

        await Eventually.TrueAsync(() => Task.FromResult(publisher.Epoch.Number > before));
    }

    [Fact]
    public async Task An_end_that_a_clock_put_back_has_moved_far_away_shortens_nobodys_cache()
    {
        using var http = app.Browse().Http;
        board.Until = clock.GetUtcNow() + TimeSpan.FromSeconds(50);
        await app.WriteAsync(async write => write.Get<BoardDb>().Notices.Add(new Notice { Id = 1, Words = "until soon" }));
        await Eventually.TrueAsync(async () => (await http.GetAsync("/board/list.csv")).Headers.CacheControl?.MaxAge < TimeSpan.FromMinutes(1));

        clock.Jump(TimeSpan.FromHours(-3));

        await Eventually.TrueAsync(async () => (await http.GetAsync("/board/list.csv")).Headers.CacheControl?.MaxAge == TimeSpan.FromMinutes(1));
    }

    private sealed class JumpingClock : TimeProvider
    {
        private long jumped;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref jumped));

        public void Jump(TimeSpan by) => Interlocked.Add(ref jumped, by.Ticks);
    }
}
