using System.Text;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Tests.PublicPages;

public sealed class KeptPagesTests
{
    private const int Room = 256 * 1024;

    [Fact]
    public void However_many_are_asked_for_memory_stays_within_its_bound_and_the_newest_stay()
    {
        var kept = new KeptPages(Room);

        for (var page = 0; page < 2_000; page++)
        {
            kept.Keep($"/board/{page}", Page(page), [new DataTag("board", $"{page}")], kept.Changes);
            Assert.InRange(kept.Bytes, 1, Room);
        }

        Assert.InRange(kept.Count, 1, 400);
        Assert.NotNull(kept.Find("/board/1999"));
        Assert.Null(kept.Find("/board/0"));
    }

    [Fact]
    public void What_is_larger_than_all_the_room_is_not_kept()
    {
        var kept = new KeptPages(1_000);

        kept.Keep("/board/1", Page(1), [new DataTag("board", "1")], kept.Changes);

        Assert.Equal((0, 0L), (kept.Count, kept.Bytes));
    }

    [Fact]
    public void What_changed_while_it_was_rendered_is_not_kept()
    {
        var kept = new KeptPages(Room);
        var since = kept.Changes;

        kept.Drop([new DataTag("board", "1")]);
        kept.Keep("/board/1", Page(1), [new DataTag("board", "1")], since);
        kept.Keep("/board/2", Page(2), [new DataTag("board", "2")], since);

        Assert.Null(kept.Find("/board/1"));
        Assert.NotNull(kept.Find("/board/2"));
    }

    private static Entry Page(int number) => new(
        new Content(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"page {number} ", 100))), compress: false), "text/html", isPage: true, anyOrigin: false, TimeSpan.Zero, long.MaxValue,
        DateTimeOffset.UnixEpoch, null);
}
