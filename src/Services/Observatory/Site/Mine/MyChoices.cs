using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.Site.Mine;

internal enum MyElement
{
    Temperature,
    Humidity,
    Wind,
    Rain,
    Forecast,
    NineDays,
    Tips,
}

/// <summary>
/// What somebody wants on a weather page of their own. It is written as the query of the page's address, so that it can be shared; the
/// same text is what a device or an account keeps.
/// </summary>
internal sealed record MyChoices(IReadOnlyList<Station> Places, IReadOnlyList<MyElement> Elements, Units Units, bool IsLarge)
{
    internal const int MostPlaces = 6;

    /// <summary>Longer is no choice of ours, only somebody's experiment.</summary>
    internal const int LongestQuery = 400;

    internal static MyChoices Usual { get; } = new([StationList.Find("HKO")!], Enum.GetValues<MyElement>(), default, IsLarge: false);

    internal string Query => string.Join('&',
    [
        .. Places.Select(place => "place=" + place.Code),
        .. Elements.Select(element => "show=" + Slug(element)),
        .. Units.Temperature == TemperatureUnit.Fahrenheit ? new[] { "t=f" } : [],
        .. Units.Wind == WindUnit.KilometresPerHour ? Array.Empty<string>() : ["w=" + Words.Slug(Units.Wind)],
        .. IsLarge ? new[] { "large=1" } : [],
    ]);

    internal static string Slug(MyElement element) => element.ToString().ToLowerInvariant();

    /// <summary>Null where the address says nothing of ours. What it names that is not there (a station since closed) is left out.</summary>
    internal static MyChoices? Read(IQueryCollection query) =>
        new[] { "place", "show", "t", "w", "large" }.Any(query.ContainsKey) ? Read(name => query[name]) : null;

    internal static MyChoices? Read(string? query)
    {
        if (string.IsNullOrEmpty(query) || query.Length > LongestQuery)
        {
            return null;
        }

        var values = QueryHelpers.ParseQuery(query);
        return Read(name => values.GetValueOrDefault(name));
    }

    private static MyChoices Read(Func<string, StringValues> values) => new(
        [.. values("place").OfType<string>().Select(StationList.Find).OfType<Station>().Distinct().Take(MostPlaces)],
        [.. Enum.GetValues<MyElement>().Where(element => values("show").Contains(Slug(element)))],
        new Units(
            values("t") == "f" ? TemperatureUnit.Fahrenheit : TemperatureUnit.Celsius,
            Enum.GetValues<WindUnit>().FirstOrDefault(unit => values("w") == Words.Slug(unit))),
        values("large") == "1");
}
