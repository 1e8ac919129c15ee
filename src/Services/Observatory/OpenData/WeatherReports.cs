using OneStop.Observatory.Lightning;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>The answers of <c>weather.php</c>: pure functions of what <see cref="Weather"/> says.</summary>
internal sealed class WeatherReports(Weather weather, Lightnings lightnings)
{
    internal static readonly IReadOnlyList<string> Types = ["flw", "fnd", "rhrread", "warnsum", "warningInfo", "swt"];

    /// <summary>Nothing where there is no such report.</summary>
    internal async Task<Answer?> OfAsync(string type, Lang lang, CancellationToken ct) => type switch
    {
        "flw" => await LocalAsync(lang, ct),
        "fnd" => await NineDaysAsync(lang, ct),
        "rhrread" => await CurrentAsync(lang, ct),
        "warnsum" => await WarningsAsync(WarningReports.Summary, lang, ct),
        "warningInfo" => await WarningsAsync(WarningReports.Details, lang, ct),
        "swt" => await TipsAsync(lang, ct),
        _ => null,
    };

    private async Task<Answer> LocalAsync(Lang lang, CancellationToken ct) =>
        await weather.LocalForecastAsync(ct) is { } issued ? Answer.OfJson(ForecastReports.Local(issued, lang), issued.NextIssueAt) : Nothing;

    private async Task<Answer> NineDaysAsync(Lang lang, CancellationToken ct) =>
        await weather.NineDaysAsync(ct) is { } issued ? Answer.OfJson(ForecastReports.NineDays(issued, lang), issued.NextIssueAt) : Nothing;

    private async Task<Answer> CurrentAsync(Lang lang, CancellationToken ct)
    {
        var now = new Now(await weather.NowAsync(ct));
        var warnings = await weather.WarningsInForceAsync(ct);
        var forecast = await weather.LocalForecastAsync(ct);
        var tips = (await weather.TipsAsync(ct))?.Content.Tips ?? [];
        var lightning = await lightnings.WatchAsync(ct) is { } watch ? await lightnings.HourAsync(watch.Until, ct) : null;
        // A network that fell silent says nothing about now.
        lightning = now.Newest - lightning?.Until > Now.Together ? null : lightning;
        return Answer.OfJson(CurrentWeather.Report(now, lightning, forecast, warnings, tips, lang), FirstLapse(warnings));
    }

    private async Task<Answer> WarningsAsync(Func<IReadOnlyList<WarningInForce>, Lang, object> report, Lang lang, CancellationToken ct)
    {
        var warnings = await weather.WarningsInForceAsync(ct);
        return Answer.OfJson(report(warnings, lang), FirstLapse(warnings));
    }

    private async Task<Answer> TipsAsync(Lang lang, CancellationToken ct) => Answer.OfJson(ForecastReports.Tips((await weather.TipsAsync(ct))?.Content.Tips ?? [], lang));

    internal static DateTimeOffset? FirstLapse(IReadOnlyList<WarningInForce> warnings) => warnings.Min(warning => warning.Step.ExpiresAt);

    private static Answer Nothing => Answer.OfJson(new { });
}
