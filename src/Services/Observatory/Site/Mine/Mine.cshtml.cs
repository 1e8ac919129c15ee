using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Site.Forecast;
using OneStop.Observatory.Stations;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Site.Mine;

/// <param name="Next">The coming day at the place; nothing without a run.</param>
internal sealed record MyPlace(Station Station, IReadOnlyDictionary<Quantity, LatestReading> Now, IReadOnlyList<ForecastHour>? Next);

/// <summary>A weather page of one's own: chosen places, elements and units, from the address, the device or the account.</summary>
[AllowAnonymous, CountedView]
internal sealed class MinePage(ObservatoryDb db, Weather weather, ForecastGrids grids, Freshness freshness, Writes writes, Text text, TimeProvider time) : PageModel
{
    internal const string Path = "/weather/mine";
    private const string Cookie = "weather";
    private const int HoursAhead = 24;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    public MyChoices Choices { get; private set; } = MyChoices.Usual;

    /// <summary>They came from the device or the account.</summary>
    public bool IsKept { get; private set; }

    public DateTimeOffset RenderedAt { get; private set; }

    public IReadOnlyList<MyPlace> Places { get; private set; } = [];

    public IReadOnlyList<WarningInForce> Warnings { get; private set; } = [];

    public Issued<NineDayForecast>? Nine { get; private set; }

    public IReadOnlyList<SpecialTip> Tips { get; private set; } = [];

    public IReadOnlyList<string> Old { get; private set; } = [];

    public bool IsSignedIn => User.PersonId() is not null;

    public bool Shows(MyElement element) => Choices.Elements.Contains(element);

    public bool IsOld(LatestReading reading) => freshness.IsOld(reading);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "private, no-cache";
        RenderedAt = time.GetUtcNow();
        var asked = MyChoices.Read(Request.Query);
        var kept = await KeptAsync(ct);
        IsKept = kept is not null && (asked is null || asked.Query == kept.Query);
        Choices = asked ?? kept ?? MyChoices.Usual;
        Check();
        await FillAsync(ct);
    }

    /// <summary>Keeps the choices of the address on the device, and in the account of who is signed in.</summary>
    public async Task<IActionResult> OnPostAsync(string? choices, CancellationToken ct)
    {
        if (MyChoices.Read(choices) is not { Places.Count: > 0, Elements.Count: > 0 } read)
        {
            return this.RedirectTo(Path);
        }

        Response.Cookies.Append(Cookie, read.Query, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
            MaxAge = KeptFor,
            IsEssential = true,
        });
        if (User.PersonId() is { } person)
        {
            await writes.RunAsync(write => KeepAsync(write, person, read.Query), ct);
        }

        return this.RedirectTo($"{Path}?{read.Query}");
    }

    public async Task<IActionResult> OnPostForgetAsync(CancellationToken ct)
    {
        Response.Cookies.Delete(Cookie);
        if (User.PersonId() is { } person)
        {
            await writes.RunAsync(write => write.Get<ObservatoryDb>().Choices.Where(choices => choices.PersonId == person).ExecuteDeleteAsync(ct), ct);
        }

        return this.RedirectTo(Path);
    }

    private async Task<int> KeepAsync(Write write, Guid person, string query)
    {
        var inside = write.Get<ObservatoryDb>();
        await write.LockAsync($"observatory.choices:{person}");
        if (await inside.Choices.FindAsync(person) is { } kept)
        {
            (kept.Query, kept.KeptAt) = (query, time.GetUtcNow());
        }
        else
        {
            inside.Choices.Add(new KeptChoices { PersonId = person, Query = query, KeptAt = time.GetUtcNow() });
        }

        return 0;
    }

    private async Task<MyChoices?> KeptAsync(CancellationToken ct)
    {
        var account = User.PersonId() is { } person
            ? await db.Choices.AsNoTracking().Where(choices => choices.PersonId == person).Select(choices => choices.Query).FirstOrDefaultAsync(ct)
            : null;
        return MyChoices.Read(account ?? Request.Cookies[Cookie]);
    }

    private void Check()
    {
        if (Choices.Places.Count == 0)
        {
            ModelState.AddModelError("place", text["observatory.site.mine.place.none"]);
        }

        if (Choices.Elements.Count == 0)
        {
            ModelState.AddModelError("show", text["observatory.site.mine.show.none"]);
        }
    }

    private async Task FillAsync(CancellationToken ct)
    {
        Warnings = await weather.WarningsInForceAsync(ct);
        var codes = Choices.Places.Select(place => place.Code).ToList();
        var readings = await db.Latest.AsNoTracking().Where(latest => codes.Contains(latest.Station)).ToListAsync(ct);
        Old = [.. freshness.OfReadings(readings)];
        var now = readings.ToLookup(reading => reading.Station);
        var grid = Shows(MyElement.Forecast) ? grids.Current : null;
        Places =
        [
            .. Choices.Places.Select(place => new MyPlace(
                place, now[place.Code].ToDictionary(reading => reading.Quantity),
                grid is null ? null : PointForecast.Of(grid, place.Latitude, place.Longitude, time.GetUtcNow())?.Hours.Take(HoursAhead).ToList())),
        ];
        Nine = Shows(MyElement.NineDays) ? await weather.NineDaysAsync(ct) : null;
        Tips = Shows(MyElement.Tips) ? (await weather.TipsAsync(ct))?.Content.Tips ?? [] : [];
        Old = [.. Old, .. freshness.OfNineDays(Nine)];
    }
}
