using OneStop.Kit;
using OneStop.Platform.Data;

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
