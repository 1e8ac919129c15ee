using Microsoft.Extensions.Primitives;
using OneStop.Platform.Web.Components;

namespace OneStop.Platform.Tests.Web;

public sealed class TypedDayTests
{
    [Theory]
    [InlineData("", "", " ", true, null)]
    [InlineData("29", "2", "2024", false, "2024-02-29")]
    [InlineData("09", "12", "2026", false, "2026-12-09")]
    [InlineData("２９", "２", "２０２４", false, "2024-02-29")]
    [InlineData("29", "2", "2023", false, null)]
    [InlineData("1", "", "2024", false, null)]
    [InlineData("1", "1", "24", false, null)]
    [InlineData("one", "-1", "2024", false, null)]
    public void A_day_is_what_three_boxes_say(string day, string month, string year, bool isEmpty, string? expected)
    {
        var boxes = new Dictionary<string, StringValues> { ["from-day"] = day, ["from-month"] = month, ["from-year"] = year };

        var typed = TypedDay.Of("from", name => boxes.GetValueOrDefault(name));

        Assert.Equal((isEmpty, expected is null ? null : DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)), (typed.IsEmpty, typed.Day));
    }
}
