using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace OneStop.Observatory.Ogc;

/// <summary>What <c>items</c> is asked: a box, a time, how many from where, and equality of properties. Anything else is refused (Features 1.0, requirement 8).</summary>
internal sealed record FeatureQuery(Box? Box, Interval Interval, bool HasInterval, int Limit, string? After, IReadOnlyDictionary<string, string> Filters)
{
    internal const int Most = 10_000;
    private const int Usual = 100;
    private const string AfterName = "after";

    internal static OgcRefusal? Parse(HttpRequest request, IReadOnlyCollection<string> properties, out FeatureQuery query)
    {
        query = null!;
        Box? box = null;
        var interval = Interval.Always;
        var limit = Usual;
        var filters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
        {
            var value = values.ToString();
            switch (name)
            {
                case "bbox":
                    if (!OneStop.Observatory.Ogc.Box.TryParse(value, out var found))
                    {
                        return new OgcRefusal("bbox");
                    }

                    box = found;
                    break;
                case "datetime":
                    if (value.Length == 0 || !Interval.TryParse(value, out interval))
                    {
                        return new OgcRefusal("datetime");
                    }

                    break;
                case "limit":
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit == 0)
                    {
                        return new OgcRefusal("limit", Named: Most);
                    }

                    break;
                case "bbox-crs" or "crs":
                    if (!EdrAsked.IsCrs84(value))
                    {
                        return new OgcRefusal("crs");
                    }

                    break;
                case "f":
                    if (value is not ("json" or "geojson" or "GeoJSON"))
                    {
                        return new OgcRefusal("json-only");
                    }

                    break;
                case AfterName:
                    break;
                default:
                    if (!properties.Contains(name))
                    {
                        return new OgcRefusal("unknown", Named: [name, string.Join(", ", properties)]);
                    }

                    filters[name] = value;
                    break;
            }
        }

        query = new FeatureQuery(box, interval, request.Query.ContainsKey("datetime"), Math.Min(limit, Most), request.Query[AfterName] is [{ Length: > 0 } after] ? after : null, filters);
        return null;
    }

    internal bool Has(string property, string value) => !Filters.TryGetValue(property, out var asked) || string.Equals(asked, value, StringComparison.Ordinal);

    /// <summary>The same question from where this page ends.</summary>
    internal static object Next(HttpContext context, string collection, string after)
    {
        var query = context.Request.Query.Where(parameter => parameter.Key != AfterName).ToDictionary(parameter => parameter.Key, parameter => (string?)parameter.Value.ToString());
        query[AfterName] = after;
        return new { href = QueryHelpers.AddQueryString(Ogc.Address(context, $"/collections/{collection}/items"), query), rel = "next", type = EdrForecast.GeoJson };
    }
}
