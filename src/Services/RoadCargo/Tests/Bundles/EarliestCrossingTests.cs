using System.Globalization;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Tests.Bundles;

public sealed class EarliestCrossingTests
{
    private static readonly DateOnly Day = new(2026, 11, 30);

    [Theory]
    [InlineData("LMC", "2026-11-30T10:00:00+08:00", "2026-11-30T10:30:00+08:00")]
    [InlineData("LMC", "2026-11-30T10:00:01+08:00", "2026-11-30T10:31:00+08:00")]
    [InlineData("LMC", "2026-11-30T23:45:00+08:00", "2026-12-01T00:15:00+08:00")]
    [InlineData("MKT", "2026-11-30T03:00:00+08:00", "2026-11-30T07:00:00+08:00")]
    [InlineData("MKT", "2026-11-30T06:40:00+08:00", "2026-11-30T07:10:00+08:00")]
    [InlineData("MKT", "2026-11-30T21:29:00+08:00", "2026-11-30T21:59:00+08:00")]
    [InlineData("MKT", "2026-11-30T21:30:00+08:00", "2026-12-01T07:00:00+08:00")]
    public void A_truck_may_cross_half_an_hour_after_bundling_while_the_control_point_is_open(string point, string bundled, string expected) =>
        Assert.Equal(At(expected), EarliestCrossing.Of(At(bundled), ControlPoint.Find(point, Day)!));

    [Fact]
    public void Shenzhen_Bay_closed_at_midnight_until_it_never_closed()
    {
        Assert.Equal(At("2020-12-02T06:30:00+08:00"), EarliestCrossing.Of(At("2020-12-01T23:40:00+08:00"), ControlPoint.Find("SZB", new(2020, 12, 1))!));
        Assert.Equal(At("2026-12-01T00:10:00+08:00"), EarliestCrossing.Of(At("2026-11-30T23:40:00+08:00"), ControlPoint.Find("SZB", Day)!));
    }

    [Fact]
    public void The_time_stands_only_where_consignments_are_taken_out()
    {
        var point = ControlPoint.Find("LMC", Day)!;
        var (earliest, now) = (At("2026-11-30T10:30:00+08:00"), At("2026-11-30T10:20:00+08:00"));
        var before = new Load("AB1234", "LMC", new HashSet<long> { 1, 2 });

        Assert.Equal(earliest, EarliestCrossing.Again(before, before with { Ccrns = new HashSet<long> { 1 } }, earliest, now, point));
        Assert.Equal(At("2026-11-30T10:50:00+08:00"), EarliestCrossing.Again(before, before with { Ccrns = new HashSet<long> { 1, 3 } }, earliest, now, point));
        Assert.Equal(At("2026-11-30T10:50:00+08:00"), EarliestCrossing.Again(before, before with { Plate = "AB1235" }, earliest, now, point));
    }

    [Theory]
    [InlineData("1989-08-07", "LMC", false)]
    [InlineData("2012-11-30", "LMC", true)]
    [InlineData("2012-11-30", "HYW", false)]
    [InlineData("2026-11-30", "hyw ", true)]
    [InlineData("2026-11-30", "XYZ", false)]
    [InlineData("2026-11-30", null, false)]
    public void Control_points_are_those_of_the_day(string day, string? code, bool there) =>
        Assert.Equal(there, ControlPoint.Find(code, DateOnly.Parse(day, CultureInfo.InvariantCulture)) is not null);

    [Theory]
    [InlineData("AB1234", "AB1234")]
    [InlineData(" ab 1234 ", "AB1234")]
    [InlineData("ＡＢ１２３４", "AB1234")]
    [InlineData("AB-12", "AB12")]
    [InlineData("8888", "8888")]
    [InlineData("LOVE U", null)]
    [InlineData("LUCKY8", "LUCKY8")]
    [InlineData("IB1234", null)]
    [InlineData("QA1", null)]
    [InlineData("AB12345678", null)]
    [InlineData("粵Z1234港", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_plate_is_read_however_it_is_typed(string? typed, string? expected) => Assert.Equal(expected, Plates.Parse(typed, Day));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
