namespace OneStop.Platform.Texts;

/// <summary>Civil time of Hong Kong: instants are stored in UTC and shown here.</summary>
public static class HongKong
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset At(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow());

    /// <summary>The moment at which the day of that instant ends.</summary>
    public static DateTimeOffset Midnight(DateTimeOffset instant) => new(At(instant).Date.AddDays(1), Offset);

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary>The instant at which the day begins, in UTC as it is stored.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();
}
