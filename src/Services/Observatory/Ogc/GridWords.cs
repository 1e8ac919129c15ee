using System.Globalization;
using System.Text;
using System.Text.Json;
using OneStop.Observatory.Forecasts;

namespace OneStop.Observatory.Ogc;

/// <summary>What every answer of one run repeats, encoded once: the instants of its steps, and each parameter's description and name.</summary>
internal sealed class GridWords
{
    private static GridWords? newest;
    private readonly byte[][] instants;

    private GridWords(ForecastGrid grid)
    {
        Grid = grid;
        instants = [.. Enumerable.Range(0, grid.Steps).Select(step => Encoding.UTF8.GetBytes(Instant(grid.At(step))))];
        Tag = grid.Hash[..12];
    }

    internal ForecastGrid Grid { get; }

    /// <summary>Of the entity tag: the same bytes come from the same run and the same question.</summary>
    internal string Tag { get; }

    /// <summary>By the quantity's number.</summary>
    internal static byte[][] Names { get; } = [.. Enum.GetValues<GridQuantity>().Select(quantity => Encoding.UTF8.GetBytes(Parameter.Forecast[quantity].Name))];

    internal static byte[][] Descriptions { get; } = [.. Enum.GetValues<GridQuantity>().Select(quantity => JsonSerializer.SerializeToUtf8Bytes(Parameter.Forecast[quantity].Describe(), Answer.Json))];

    internal static GridWords Of(ForecastGrid grid)
    {
        var words = Volatile.Read(ref newest);
        if (words is null || words.Grid != grid)
        {
            Volatile.Write(ref newest, words = new GridWords(grid));
        }

        return words;
    }

    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    internal ReadOnlySpan<byte> At(int step) => instants[step];
}
