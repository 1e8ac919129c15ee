using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Site.Map;

/// <summary>What one station measured at the hour shown.</summary>
internal sealed record MapRow(Station Station, IReadOnlyDictionary<Quantity, double> Values)
{
    internal double? this[Quantity quantity] => Values.TryGetValue(quantity, out var value) ? value : null;
}

/// <summary>The weather of every region at one moment: tables, which a script also draws as a map.</summary>
[AllowAnonymous, CountedView]
internal sealed class MapPage(StationHours hours, Lightnings lightnings, Weather weather, Freshness freshness) : PageModel
{
    /// <summary>Hours ago that the page offers as links.</summary>
    public static IReadOnlyList<int> Choices { get; } = [0, 1, 2, 3, 6, 9, 12, 18, 24];

    public int Ago { get; private set; }

    public DateTimeOffset? At { get; private set; }

    public IReadOnlyList<MapRow> Rows { get; private set; } = [];

    /// <summary>Of the hour up to the moment; null: nobody reports lightning.</summary>
    public LightningSpan? Lightning { get; private set; }

    public bool IsDemonstration { get; private set; }

    public IReadOnlyList<string> Old { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? ago, CancellationToken ct)
    {
        if (ago is not null && (!int.TryParse(ago, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) || asked > StationHours.Back))
        {
            return NotFound();
        }

        Ago = ago is null ? 0 : int.Parse(ago, CultureInfo.InvariantCulture);
        var watch = await lightnings.WatchAsync(ct);
        Old = [.. freshness.OfReadings([.. await weather.NowAsync(ct)]), .. freshness.OfLightning(watch)];
        var times = await hours.TimesAsync(ct);
        if (times.Count > 0)
        {
            var wanted = times[^1].AddHours(-Ago);
            await ShowAsync(times, times.MinBy(at => (at - wanted).Duration()), ct);
        }

        Lightning = watch is null ? null : await lightnings.HourAsync(Ago == 0 || At is null ? watch.Until : At.Value, ct);
        return Page();
    }

    private async Task ShowAsync(IReadOnlyList<DateTimeOffset> times, DateTimeOffset at, CancellationToken ct)
    {
        At = at;
        var values = await hours.AtAsync(times, [at], ct);
        IsDemonstration = values.SelectMany(station => station).Any(value => value.IsDemonstration);
        Rows =
        [
            .. StationList.All.Where(station => station.Measures.Intersect(StationHours.Shown).Any())
                .Select(station => new MapRow(station, values[station.Code].ToDictionary(value => value.Quantity, value => value.Value))),
        ];
    }
}
