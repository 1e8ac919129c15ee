using OneStop.Notifications.Contracts;
using OneStop.Notifications.Mail;

namespace OneStop.Notifications.Tests;

public sealed class PatienceTests
{
    private static readonly DateTimeOffset Created = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Code", 1, 0, 1)]
    [InlineData("Code", 2, 5, 2)]
    [InlineData("Code", 7, 60, 60)]
    [InlineData("Code", 60, 1700, 60)]
    [InlineData("Public", 1, 0, 5)]
    [InlineData("Public", 50, 10_000, 300)]
    [InlineData("Official", 1, 0, 30)]
    [InlineData("Official", 3, 100, 120)]
    [InlineData("Official", 500, 100_000, 3600)]
    public void The_next_try_comes_after(string lane, int attempts, int secondsGone, int wait)
    {
        var now = Created.AddSeconds(secondsGone);

        Assert.Equal(now.AddSeconds(wait), Patience.NextTry(Enum.Parse<Lane>(lane), attempts, Created, now));
    }

    [Theory]
    [InlineData("Code", 1_790)]
    [InlineData("Public", 3 * 3_600 - 10)]
    [InlineData("Official", 3 * 86_400 - 10)]
    public void Trying_ends(string lane, int secondsGone)
    {
        Assert.Null(Patience.NextTry(Enum.Parse<Lane>(lane), 50, Created, Created.AddSeconds(secondsGone)));
    }
}
