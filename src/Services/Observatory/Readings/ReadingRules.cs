using System.Globalization;
using OneStop.Observatory.Stations;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Readings;

/// <summary>Whether what a station sent is a reading at all. Whether it is a good one is for <see cref="QualityCheck"/>.</summary>
internal static class ReadingRules
{
    internal static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>The climate record of a day is closed after so long.</summary>
    internal static readonly TimeSpan MostBehind = TimeSpan.FromDays(35);

    private static readonly string[] Instants =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private static readonly Dictionary<string, Quantity> Quantities =
        Enum.GetValues<Quantity>().ToDictionary(quantity => char.ToLowerInvariant(quantity.ToString()[0]) + quantity.ToString()[1..], StringComparer.Ordinal);

    internal static string NameOf(Quantity quantity) => Names[(int)quantity];

    private static readonly string[] Names = [.. Quantities.OrderBy(quantity => quantity.Value).Select(quantity => quantity.Key)];

    /// <summary>By the name it has on the wire: <c>windSpeed</c>.</summary>
    internal static Quantity? QuantityOf(string? name) => name is not null && Quantities.TryGetValue(name, out var quantity) ? quantity : null;

    /// <summary>With its offset, to the second: without one nobody knows which instant is meant.</summary>
    internal static DateTimeOffset? InstantOf(string? text) =>
        ExactInstantOf(text) is { } at ? new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) : null;

    internal static DateTimeOffset? ExactInstantOf(string? text) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is >= 1883 and <= 2199 ? at : null;

    internal static (IncomingReading? Reading, RuleProblem? Problem) Check(SentReading sent, DateTimeOffset now, string from)
    {
        if (StationList.Find(sent.Station ?? "") is not { } station)
        {
            return (null, Problem("station", "station.unknown"));
        }

        if (QuantityOf(sent.Quantity) is not { } quantity)
        {
            return (null, Problem("quantity", "quantity.unknown", string.Join(", ", Names)));
        }

        if (!station.Measures.Contains(quantity))
        {
            return (null, Problem("quantity", "quantity.not-measured", string.Join(", ", station.Measures.Select(NameOf))));
        }

        if (InstantOf(sent.At) is not { } at)
        {
            return (null, Problem("at", "at.invalid"));
        }

        if (at > now + MostAhead)
        {
            return (null, Problem("at", "at.future", (int)MostAhead.TotalMinutes));
        }

        if (at < now - MostBehind)
        {
            return (null, Problem("at", "at.too-old", (int)MostBehind.TotalDays));
        }

        return sent.Value is { } value && !double.IsFinite(value)
            ? (null, Problem("value", "value.invalid"))
            : (new IncomingReading(station.Code, quantity, at, sent.Value, sent.IsDemonstration, from), null);
    }

    internal static RuleProblem Problem(string path, string code, params object?[] args) => new(path, code, $"observatory.readings.problem.{code}") { Args = args };

    /// <summary>What a refusal answers as: not there, too many, or not valid.</summary>
    internal static int StatusOf(string code) => code is "station.unknown" or "quantity.unknown" ? 404 : code == "station.flood" ? 429 : 422;
}

/// <summary>A reading as it was written down, before anything was checked.</summary>
internal sealed record SentReading(string? Station, string? Quantity, string? At, double? Value, bool IsDemonstration);
