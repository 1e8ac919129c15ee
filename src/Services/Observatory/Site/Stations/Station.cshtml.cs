using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Site.Charts;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Site.Stations;

/// <summary>One station: now, its last 24 hours, its last twelve months.</summary>
[AllowAnonymous, CountedView]
internal sealed class StationPage(ObservatoryDb db, DayCharts dayCharts, ClimateCharts climateCharts, Freshness freshness) : PageModel
{
    public Station Station { get; private set; } = null!;

    public LocalizedText? District { get; private set; }

    public IReadOnlyList<LatestReading> Now { get; private set; } = [];

    public StationDay Day { get; private set; } = null!;

    public IReadOnlyList<Chart> DayCharts { get; private set; } = [];

    public StationYear Year { get; private set; } = null!;

    public IReadOnlyList<Chart> YearCharts { get; private set; } = [];

    public IReadOnlyList<string> Old { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (StationList.Find(code) is not { } station)
        {
            return NotFound();
        }

        Station = station;
        District = StationList.Districts.FirstOrDefault(district => district.Code == station.District)?.Name;
        var latest = await db.Latest.AsNoTracking().Where(reading => reading.Station == code).ToListAsync(ct);
        Now = [.. latest.OrderBy(reading => reading.Quantity)];
        Old = [.. freshness.OfStation(Now)];
        Day = await db.OncePerPageAsync(code, () => StationDay.OfAsync(db, station, Now, ct));
        DayCharts = dayCharts.Of(Day);
        Year = await db.OncePerPageAsync(code, () => StationYear.OfAsync(db, station, ct));
        YearCharts = climateCharts.Of(Year);
        return Page();
    }
}
