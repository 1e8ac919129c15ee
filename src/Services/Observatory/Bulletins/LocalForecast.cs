using OneStop.Platform.Texts;

namespace OneStop.Observatory.Bulletins;

/// <summary>Today, tonight and the outlook (the open-data API's <c>flw</c>).</summary>
/// <param name="Icons">The Observatory's icon numbers of the present weather (50–93).</param>
internal sealed record LocalForecast(
    LocalizedText GeneralSituation, LocalizedText TropicalCyclone, LocalizedText FireDanger, LocalizedText Period, LocalizedText Forecast,
    LocalizedText Outlook, IReadOnlyList<int> Icons);
