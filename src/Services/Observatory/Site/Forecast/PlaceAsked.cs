using System.Globalization;
using System.Text;
using OneStop.Observatory.Stations;
using OneStop.Platform.Search;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Forecast;

/// <summary>A point of the map, with the name of the station that stands there if one does.</summary>
internal sealed record AskedPlace(double Latitude, double Longitude, Station? Station);

/// <summary>Which place somebody asked for, by a station's code, a name, or coordinates in degrees.</summary>
internal static class PlaceAsked
{
    /// <summary>Where nothing was asked.</summary>
    internal static AskedPlace Usual { get; } = At(StationList.Find("HKO")!);

    internal static AskedPlace At(Station station) => new(station.Latitude, station.Longitude, station);

    /// <summary>Degrees as people and maps write them; nothing for what is no such number.</summary>
    internal static double? Degrees(string? typed, double most) =>
        double.TryParse(typed?.Trim().TrimEnd('°'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;

    /// <summary>Stations whose name, or whose district's, holds what was typed, in either script; the closest match first.</summary>
    internal static IReadOnlyList<Station> Named(string typed)
    {
        var sought = Folded(typed);
        return sought.Length == 0 ? [] :
        [
            .. from station in StationList.All
               let district = StationList.Districts.FirstOrDefault(known => known.Code == station.District)
               let rank = Rank(station.Name, sought) ?? (district is null ? null : Rank(district.Name, sought) + 3)
               where rank is not null
               orderby rank
               select station,
        ];
    }

    private static int? Rank(LocalizedText name, string sought) => Lang.All
        .Select(lang => Folded(name.In(lang)))
        .Select(folded => folded == sought ? 0 : folded.StartsWith(sought, StringComparison.Ordinal) ? 1 : folded.Contains(sought, StringComparison.Ordinal) ? 2 : (int?)null)
        .Min();

    /// <summary>As the site's search folds: width, case, traditional and simplified.</summary>
    private static string Folded(string text) => string.Concat(
        text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(HanFold.One));
}
