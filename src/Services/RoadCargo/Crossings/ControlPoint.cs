using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.RoadCargo.Crossings;

/// <summary>A land boundary control point for goods vehicles, in one row of control-points.json.</summary>
/// <param name="Opens">Hong Kong time; null: day and night.</param>
/// <param name="Closes">00:00 is midnight at the day's end.</param>
internal sealed record ControlPoint(string Code, DateOnly From, DateOnly? To, TimeOnly? Opens, TimeOnly? Closes, LocalizedText Name) : IDated
{
    private static readonly IReadOnlyList<ControlPoint> Rows = DatedFile.Read<ControlPoint>("control-points.json");

    internal static IReadOnlyList<ControlPoint> On(DateOnly day) => [.. Rows.Where(row => row.IsInForce(day))];

    internal static ControlPoint? Find(string? code, DateOnly day) =>
        On(day).FirstOrDefault(point => string.Equals(point.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>That moment where it is open then, otherwise its next opening.</summary>
    internal DateTimeOffset OpenFrom(DateTimeOffset at)
    {
        if (Opens is not { } opens || Closes is not { } closes)
        {
            return at;
        }

        var (day, time) = (HongKong.DayOf(at), TimeOnly.FromDateTime(HongKong.At(at).DateTime));
        return time < opens ? At(day, opens)
            : closes > opens && time >= closes ? At(day.AddDays(1), opens)
            : at;
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => HongKong.StartOf(day) + time.ToTimeSpan();
}
