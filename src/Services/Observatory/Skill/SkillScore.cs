using Microsoft.EntityFrameworkCore;

namespace OneStop.Observatory.Skill;

/// <summary>How well one element was forecast at one station so far ahead, over the days that <see cref="FirstDay"/> and <see cref="LastDay"/> enclose.</summary>
internal sealed class SkillScore
{
    /// <summary>The Observatory's forecasters' nine days, or the digital regional forecast.</summary>
    public required SkillProduct Product { get; init; }

    /// <summary>A station's code; the nine-day forecast is verified at HKO, its rain over all districts.</summary>
    public required string Station { get; init; }

    public required SkillElement Element { get; init; }

    /// <summary>Hours ahead; the nine-day forecast counts whole days as 24.</summary>
    public required int Lead { get; init; }

    /// <summary>Forecasts that could be held against an observation.</summary>
    public required int Count { get; init; }

    /// <summary>Mean of forecast minus observed, the bias; null for a probability.</summary>
    public double? MeanError { get; init; }

    /// <summary>Mean of the difference without its sign; null for a probability.</summary>
    public double? MeanAbsoluteError { get; init; }

    /// <summary>Mean square of probability minus outcome (0 perfect, 1 always wrong); null for a value.</summary>
    public double? Brier { get; init; }

    /// <summary>The Brier score of always forecasting how often it rained: what a forecast must beat; null for a value.</summary>
    public double? BrierOfClimate { get; init; }

    /// <summary>The first day forecast for.</summary>
    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    public required DateTimeOffset ComputedAt { get; init; }

    /// <summary>Made-up forecasts or made-up observations are among them.</summary>
    public required bool IsDemonstration { get; init; }

    internal static void Map(ModelBuilder model) =>
        model.Entity<SkillScore>(e => e.ToTable("Skill").HasKey(score => new { score.Product, score.Station, score.Element, score.Lead }));
}

internal enum SkillProduct
{
    NineDay,
    Grid,
}

internal enum SkillElement
{
    MaximumTemperature,
    MinimumTemperature,
    MaximumHumidity,
    MinimumHumidity,

    /// <summary>The probability of significant rain (10 mm or more over Hong Kong).</summary>
    SignificantRain,
    Temperature,
    RelativeHumidity,
    WindSpeed,
}
