using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Site.Charts;
using OneStop.Observatory.Skill;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Skill;

/// <summary>How well the forecasts did: the forecasters' nine days, and the regional forecast at each station.</summary>
[AllowAnonymous, CountedView]
internal sealed class SkillPage(Weather weather, Text text) : PageModel
{
    private const int HoursInDay = 24;
    private const int MostDays = 9;

    public static IReadOnlyList<SkillElement> NineDayElements { get; } =
        [SkillElement.MaximumTemperature, SkillElement.MinimumTemperature, SkillElement.MaximumHumidity, SkillElement.MinimumHumidity];

    public static IReadOnlyList<SkillElement> GridElements { get; } = [SkillElement.Temperature, SkillElement.RelativeHumidity, SkillElement.WindSpeed];

    public IReadOnlyList<SkillScore> NineDay { get; private set; } = [];

    public IReadOnlyList<SkillScore> Grid { get; private set; } = [];

    /// <summary>Stations at which the regional forecast was verified.</summary>
    public IReadOnlyList<Station> Stations { get; private set; } = [];

    public Station? Station { get; private set; }

    public IReadOnlyList<Chart> Charts { get; private set; } = [];

    public bool IsDemonstration => NineDay.Concat(Grid).Any(score => score.IsDemonstration);

    public static IEnumerable<int> Leads(IReadOnlyList<SkillScore> scores) => scores.Select(score => score.Lead).Distinct().Order();

    public static SkillScore? Of(IReadOnlyList<SkillScore> scores, SkillElement element, int lead) => scores.FirstOrDefault(score => score.Element == element && score.Lead == lead);

    public async Task<IActionResult> OnGetAsync(string? station, CancellationToken ct)
    {
        var scores = await weather.SkillAsync(ct);
        NineDay = [.. scores.Where(score => score.Product == SkillProduct.NineDay)];
        var verified = scores.Where(score => score.Product == SkillProduct.Grid).ToLookup(score => score.Station);
        Stations = [.. StationList.All.Where(known => verified.Contains(known.Code))];
        Station = station is null ? Stations.FirstOrDefault(known => known.Code == "HKO") ?? Stations.FirstOrDefault() : Stations.FirstOrDefault(known => known.Code == station);
        if (station is not null && Station is null)
        {
            return NotFound();
        }

        Grid = Station is null ? [] : [.. verified[Station.Code]];
        Charts =
        [
            .. new[]
            {
                Draw(text["observatory.site.skill.chart.nine"], NineDay, [SkillElement.MaximumTemperature, SkillElement.MinimumTemperature]),
                Draw(text["observatory.site.skill.chart.grid", Station?.Name], Grid, [SkillElement.Temperature]),
            }.OfType<Chart>(),
        ];
        return Page();
    }

    public string Name(SkillElement element) => text[$"observatory.site.skill.{element.ToString().ToLowerInvariant()}"];

    public string Lead(int hours) => hours % HoursInDay == 0 ? text["observatory.site.skill.days", hours / HoursInDay] : text["observatory.site.skill.hours", hours];

    private Chart? Draw(string title, IReadOnlyList<SkillScore> scores, SkillElement[] elements)
    {
        var traces = elements.Select((element, place) => new Trace(
            Name(element), TraceKind.Line, place + 1,
            [.. scores.Where(score => score.Element == element && score.MeanAbsoluteError is not null).OrderBy(score => score.Lead)
                .Select(score => new Sample((double)score.Lead / (HoursInDay * MostDays), score.MeanAbsoluteError))])).Where(trace => trace.Samples.Count > 0).ToList();
        if (traces.Count == 0)
        {
            return null;
        }

        var (first, last) = (traces[0].Samples[0].Value!.Value, traces[0].Samples[^1].Value!.Value);
        return new Chart(
            title, text["observatory.site.skill.chart.describe", traces[0].Words, Words.Fixed(first, 1), Words.Fixed(last, 1)],
            Scale.Of(traces.SelectMany(trace => trace.Samples).Select(sample => sample.Value!.Value), 2, fromZero: true),
            [.. Enumerable.Range(1, MostDays).Select(day => new AxisMark((double)day / MostDays, $"{day}"))], traces, []);
    }
}
