using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>An earthquake as the Observatory's seismologists report it: kept for ever, the newest of each kind is shown.</summary>
internal sealed class Earthquake
{
    public required Guid Id { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    public required double Latitude { get; init; }

    public required double Longitude { get; init; }

    /// <summary>Richter magnitude.</summary>
    public required double Magnitude { get; init; }

    /// <summary>JSON of a <see cref="LocalizedText"/>.</summary>
    public required string Region { get; init; }

    /// <summary>Modified Mercalli intensity in Hong Kong; null where it was not felt here.</summary>
    public int? Intensity { get; init; }

    /// <summary>JSON of the felt report's paragraphs.</summary>
    public required string Details { get; init; }

    public required string ReportedBy { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<Earthquake>(e =>
    {
        e.ToTable("Earthquakes").HasKey(earthquake => earthquake.Id);
        e.Property(earthquake => earthquake.Id).ValueGeneratedNever();
        e.HasIndex(earthquake => earthquake.ReportedAt);
    });

    internal static object Message(Earthquake earthquake, Lang lang) => new
    {
        lat = earthquake.Latitude,
        lon = earthquake.Longitude,
        mag = earthquake.Magnitude,
        region = Read<LocalizedText>(earthquake.Region).In(lang),
        ptime = Wire.Time(earthquake.OccurredAt),
        updateTime = Wire.Time(earthquake.ReportedAt),
    };

    internal static object FeltReport(Earthquake earthquake, Lang lang) => new
    {
        updateTime = Wire.Time(earthquake.ReportedAt),
        mag = earthquake.Magnitude,
        region = Read<LocalizedText>(earthquake.Region).In(lang),
        intensity = earthquake.Intensity,
        lat = earthquake.Latitude,
        lon = earthquake.Longitude,
        details = Read<List<LocalizedText>>(earthquake.Details).Select(paragraph => paragraph.In(lang)).ToList(),
        ptime = Wire.Time(earthquake.OccurredAt),
    };

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, DataFile.Json)!;
}
