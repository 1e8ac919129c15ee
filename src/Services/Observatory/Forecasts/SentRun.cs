using System.Text.Json;
using OneStop.Observatory.Ogc;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Forecasts;

/// <summary>
/// Reads a run as CoverageJSON, in the form in which EDR's cube gives one out: a Coverage on a Grid of x, y and hourly t, with an NdArray
/// of t, y and x for each of our six parameters. What is wrong is named by its place; nothing of a wrong run is taken.
/// </summary>
internal sealed class SentRun
{
    internal const int FewestSteps = 24;
    internal const int MostSteps = 241;
    internal const int MostCells = 40_000;

    /// <summary>Cells × steps × quantities: two and a half times our own grid.</summary>
    internal const int MostValues = 12_000_000;

    internal static readonly TimeSpan MostAhead = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MostBehind = TimeSpan.FromHours(24);

    // A node's place in a file is rounded to some digits; half a metre does not matter.
    private const double Slack = 5e-6;
    private readonly List<RuleProblem> problems = [];

    private SentRun()
    {
    }

    /// <returns>The run's file; or what is wrong with it.</returns>
    internal static (GridShape Shape, byte[] File, IReadOnlyList<RuleProblem> Problems) Read(JsonElement coverage, DateTimeOffset now)
    {
        var run = new SentRun();
        var shape = run.ReadShape(coverage, now);
        var file = shape is null ? [] : GridFile.Write(shape, values => run.Fill(coverage, shape, values));
        return (shape!, file, run.problems);
    }

    private GridShape? ReadShape(JsonElement coverage, DateTimeOffset now)
    {
        if (Text(coverage, "type") != "Coverage" || Member(coverage, "domain") is not { } domain || Text(domain, "domainType") is not ("Grid" or null))
        {
            Wrong("", "run.not-coverage");
            return null;
        }

        var (x, y, t) = (Axis(domain, "x"), Axis(domain, "y"), Times(domain));
        if (x is not { } longitudes || y is not { } latitudes || t is not { } steps)
        {
            return null;
        }

        if (!StationList.All.All(station => longitudes.Covers(station.Longitude) && latitudes.Covers(station.Latitude)))
        {
            Wrong("domain/axes", "run.too-small");
        }

        if ((long)longitudes.Count * latitudes.Count > MostCells || (long)longitudes.Count * latitudes.Count * steps.Count * GridShape.Quantities > MostValues)
        {
            Wrong("domain/axes", "run.too-large", MostCells, MostValues);
        }

        if (steps.First > now + MostAhead || steps.First < now - MostBehind)
        {
            Wrong("domain/axes/t", "run.time", MostAhead.TotalHours, MostBehind.TotalHours);
        }

        var isDemonstration = Member(coverage, "isDemonstration") is { ValueKind: JsonValueKind.True };
        return problems.Count > 0 ? null : new GridShape(steps.First, latitudes, longitudes, steps.Count, isDemonstration);
    }

    /// <summary>Evenly spaced and rising, as the grid is kept.</summary>
    private Axis? Axis(JsonElement domain, string name)
    {
        var numbers = Member(domain, "axes") is { } axes && Member(axes, name) is { } axis ? Numbers(axis) : null;
        if (numbers is not { Length: >= 2 and <= MostCells } || numbers.Any(number => !double.IsFinite(number) || Math.Abs(number) > 180))
        {
            Wrong($"domain/axes/{name}", "run.axis", name);
            return null;
        }

        var spacing = (numbers[^1] - numbers[0]) / (numbers.Length - 1);
        if (spacing <= Slack || numbers.Where((number, index) => Math.Abs(number - (numbers[0] + (spacing * index))) > Slack).Any())
        {
            Wrong($"domain/axes/{name}", "run.axis.uneven", name);
            return null;
        }

        return new Axis(numbers[0], Math.Round(spacing, 9), numbers.Length);
    }

    private (DateTimeOffset First, int Count)? Times(JsonElement domain)
    {
        var values = Member(domain, "axes") is { } axes && Member(axes, "t") is { } axis && Member(axis, "values") is { ValueKind: JsonValueKind.Array } array ? array : default;
        var times = values.ValueKind == JsonValueKind.Array && values.GetArrayLength() is >= FewestSteps and <= MostSteps
            ? values.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? ReadingRules.InstantOf(value.GetString()) : null).ToList()
            : [];
        if (times.Count == 0 || times[0] is not { } first || first.UtcTicks % TimeSpan.TicksPerHour != 0 || times.Where((at, step) => at != first.AddHours(step)).Any())
        {
            Wrong("domain/axes/t", "run.hours", FewestSteps, MostSteps);
            return null;
        }

        return (first, times.Count);
    }

    private void Fill(JsonElement coverage, GridShape shape, GridValues values)
    {
        var ranges = Member(coverage, "ranges");
        foreach (var (quantity, parameter) in Parameter.Forecast)
        {
            var path = $"ranges/{parameter.Name}";
            if (ranges is not { } all || Member(all, parameter.Name) is not { } range)
            {
                Wrong(path, "run.missing", parameter.Name);
            }
            else if (!IsWhole(range, shape))
            {
                Wrong(path, "run.array", shape.Steps, shape.Latitudes.Count, shape.Longitudes.Count);
            }
            else
            {
                Fill(range.GetProperty("values"), quantity, shape, values, path);
            }
        }
    }

    private static bool IsWhole(JsonElement range, GridShape shape) =>
        Text(range, "type") == "NdArray"
        && Member(range, "axisNames") is { ValueKind: JsonValueKind.Array } names && names.EnumerateArray().Select(name => name.ToString()).SequenceEqual(["t", "y", "x"])
        && Member(range, "shape") is { ValueKind: JsonValueKind.Array } sizes
        && sizes.EnumerateArray().Select(size => size.ToString()).SequenceEqual([$"{shape.Steps}", $"{shape.Latitudes.Count}", $"{shape.Longitudes.Count}"])
        && Member(range, "values") is { ValueKind: JsonValueKind.Array } numbers && numbers.GetArrayLength() == shape.Cells * shape.Steps;

    private void Fill(JsonElement numbers, GridQuantity quantity, GridShape shape, GridValues values, string path)
    {
        var (least, most) = Limits(quantity);
        var index = 0;
        foreach (var number in numbers.EnumerateArray())
        {
            double? value = null;
            if (number.ValueKind != JsonValueKind.Null && !(number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var read) && read >= least && read <= most && (value = read) is not null))
            {
                Wrong($"{path}/values/{index}", "run.value", least, most);
                return;
            }

            var (step, cell) = Math.DivRem(index++, shape.Cells);
            values.Series(quantity, cell / shape.Longitudes.Count, cell % shape.Longitudes.Count)[step] = GridFile.Store(quantity, value);
        }
    }

    /// <summary>What a station could measure, a run may forecast.</summary>
    private static (double Least, double Most) Limits(GridQuantity quantity) => quantity switch
    {
        GridQuantity.Temperature => Of(Quantity.Temperature),
        GridQuantity.RelativeHumidity => (0, 100),
        GridQuantity.WindDirection => Of(Quantity.WindDirection),
        GridQuantity.WindSpeed => Of(Quantity.WindSpeed),
        GridQuantity.Rainfall => Of(Quantity.Rainfall),
        _ => (0, 100),
    };

    private static (double, double) Of(Quantity quantity) => QuantityLimits.Of(quantity) is var limits ? (limits.Least, limits.Most) : default;

    private static double[]? Numbers(JsonElement axis)
    {
        if (Member(axis, "values") is { ValueKind: JsonValueKind.Array } values)
        {
            return [.. values.EnumerateArray().Take(MostCells + 1).Select(value => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : double.NaN)];
        }

        return Number(axis, "start") is { } start && Number(axis, "stop") is { } stop && Number(axis, "num") is >= 2 and <= MostCells and var num && num == Math.Floor(num)
            ? [.. Enumerable.Range(0, (int)num).Select(index => start + ((stop - start) * index / (num - 1)))]
            : null;
    }

    private static double? Number(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.Number } found && found.TryGetDouble(out var number) ? number : null;

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    private static JsonElement? Member(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var found) ? found : null;

    private void Wrong(string path, string code, params object?[] args) => problems.Add(new RuleProblem(path, code, $"observatory.run.problem.{code}") { Args = args });
}
