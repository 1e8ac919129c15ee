using OneStop.Notifications.Contracts;

namespace OneStop.Notifications.Mail;

/// <summary>How long a mail is tried, and when next.</summary>
internal static class Patience
{
    /// <summary>Null once trying is over: a code has lapsed, news is old, or an official mail waited for three days.</summary>
    public static DateTimeOffset? NextTry(Lane lane, int attempts, DateTimeOffset created, DateTimeOffset now)
    {
        var (first, longest, end) = lane switch
        {
            Lane.Code => (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30)),
            Lane.Public => (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromHours(3)),
            _ => (TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromDays(3)),
        };
        var wait = first * Math.Pow(2, Math.Min(attempts - 1, 20));
        var next = now + (wait < longest ? wait : longest);
        return next <= created + end ? next : null;
    }
}
