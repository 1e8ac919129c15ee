using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Readings;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Site.Home;

/// <summary>The weather at one glance: warnings, now, today and tonight, nine days.</summary>
[AllowAnonymous, CountedView]
internal sealed class HomePage(Weather weather, Freshness freshness) : PageModel
{
    public NowInHongKong Now { get; private set; } = null!;

    public Issued<LocalForecast>? Forecast { get; private set; }

    public Issued<NineDayForecast>? Nine { get; private set; }

    public IReadOnlyList<SpecialTip> Tips { get; private set; } = [];

    public IReadOnlyList<WarningInForce> Warnings { get; private set; } = [];

    public IReadOnlyList<string> Old { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var readings = await weather.NowAsync(ct);
        Now = new NowInHongKong(readings);
        Forecast = await weather.LocalForecastAsync(ct);
        Nine = await weather.NineDaysAsync(ct);
        Tips = (await weather.TipsAsync(ct))?.Content.Tips ?? [];
        Warnings = await weather.WarningsInForceAsync(ct);
        Old = [.. freshness.OfReadings(readings), .. freshness.OfForecast(Forecast), .. freshness.OfNineDays(Nine)];
    }
}
