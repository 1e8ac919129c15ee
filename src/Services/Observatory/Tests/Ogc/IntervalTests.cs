using OneStop.Observatory.Ogc;

namespace OneStop.Observatory.Tests.Ogc;

public sealed class IntervalTests
{
    [Theory]
    [InlineData("2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T16:00:00+08:00", "2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T16:00:00 08:00", "2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T08:00Z", "2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T08:00:00.500Z/2026-11-25T09:00:00Z", "2026-11-25T08:00:00.5Z", "2026-11-25T09:00:00Z")]
    [InlineData("../2026-11-25T09:00:00Z", null, "2026-11-25T09:00:00Z")]
    [InlineData("2026-11-25T09:00:00Z/..", "2026-11-25T09:00:00Z", null)]
    [InlineData("2026-11-25T09:00:00Z/", "2026-11-25T09:00:00Z", null)]
    [InlineData("/2026-11-25T09:00:00Z", null, "2026-11-25T09:00:00Z")]
    [InlineData("../..", null, null)]
    [InlineData("", null, null)]
    public void An_instant_or_an_interval_is_read(string text, string? from, string? until)
    {
        Assert.True(Interval.TryParse(text, out var interval));
        Assert.Equal((Parse(from), Parse(until)), (interval.From, interval.Until));
    }

    [Theory]
    [InlineData("2026-11-25")]
    [InlineData("2026-11-25T08:00:00")]
    [InlineData("2026-11-25T25:00:00Z")]
    [InlineData("2026-13-25T08:00:00Z")]
    [InlineData("2026-11-25T09:00:00Z/2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T09:00:00Z/2026-11-25T08:00:00Z/..")]
    [InlineData("now")]
    [InlineData("..")]
    [InlineData("99999-11-25T09:00:00Z")]
    [InlineData("P1D")]
    public void What_is_neither_is_refused(string text) => Assert.False(Interval.TryParse(text, out _));

    private static DateTimeOffset? Parse(string? text) => text is null ? null : DateTimeOffset.Parse(text);
}
