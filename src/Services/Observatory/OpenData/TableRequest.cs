using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace OneStop.Observatory.OpenData;

/// <summary>What <c>opendata.php</c> may be asked; all of it text, for a wrong number gets the Observatory's own answer.</summary>
internal sealed record TableRequest(
    [FromQuery(Name = "dataType")] string? DataType, [FromQuery(Name = "lang")] string? Lang, [FromQuery(Name = "rformat")] string? Rformat,
    [FromQuery(Name = "station")] string? Station, [FromQuery(Name = "year")] string? Year, [FromQuery(Name = "month")] string? Month,
    [FromQuery(Name = "day")] string? Day, [FromQuery(Name = "hour")] string? Hour, [FromQuery(Name = "date")] string? Date)
{
    /// <summary>Both may be left out, but not the year alone.</summary>
    internal (bool IsValid, int? Year, int? Month) YearAndMonth =>
        Optional(Year, 1, 9998) is (true, var year) && Optional(Month, 1, 12) is (true, var month) && (year is not null || month is null) ? (true, year, month) : default;

    internal (bool IsValid, int? Hour) HourOrNone => Optional(Hour, 1, 24) is (true, var hour) && (hour is null || !string.IsNullOrEmpty(Day)) ? (true, hour) : default;

    /// <summary>The days of the year, month or day; nothing where they are none.</summary>
    internal IEnumerable<DateOnly>? Days(int firstYear, int lastYear)
    {
        if (Optional(Year, firstYear, lastYear) is not (true, { } year) || Optional(Month, 1, 12) is not (true, var month) || Optional(Day, 1, 31) is not (true, var day)
            || (month is null && day is not null) || (month is { } m && day > DateTime.DaysInMonth(year, m)))
        {
            return null;
        }

        var from = new DateOnly(year, month ?? 1, day ?? 1);
        var until = month is null ? from.AddYears(1) : day is null ? from.AddMonths(1) : from.AddDays(1);
        return Enumerable.Range(0, until.DayNumber - from.DayNumber).Select(from.AddDays);
    }

    private static (bool IsValid, int? Value) Optional(string? text, int least, int most) =>
        string.IsNullOrEmpty(text) ? (true, null)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? (true, number)
        : default;
}
