using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Archive;

/// <summary>A consignment that ended long since, out of the tables of the day: packed with its whole history into one row, still found by its number.</summary>
internal sealed class ArchivedConsignment
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Converters = { new JsonStringEnumConverter() } };

    public long Ccrn { get; init; }

    public Guid Trader { get; init; }

    public DateTimeOffset LodgedAt { get; init; }

    /// <summary>A <see cref="Content"/> as JSON under Brotli.</summary>
    public required byte[] Packed { get; init; }

    internal static ArchivedConsignment Of(Consignment consignment, IReadOnlyList<ConsignmentStep> steps, IReadOnlyList<FormerContent> former)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Content(consignment, steps, former), Json);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        return BrotliEncoder.TryCompress(json, packed, out var length, quality: 5, window: 18)
            ? new() { Ccrn = consignment.Ccrn, Trader = consignment.Trader, LodgedAt = consignment.LodgedAt, Packed = packed[..length] }
            : throw new InvalidOperationException($"Consignment {consignment.Ccrn} cannot be packed.");
    }

    internal Content Open()
    {
        using var plain = new BrotliStream(new MemoryStream(Packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Content>(plain, Json)!;
    }

    internal static void Map(ModelBuilder model) => model.Entity<ArchivedConsignment>(e =>
    {
        e.ToTable("Archive").HasKey(archived => archived.Ccrn);
        e.Property(archived => archived.Ccrn).ValueGeneratedNever();
    });

    internal sealed record Content(Consignment Consignment, IReadOnlyList<ConsignmentStep> Steps, IReadOnlyList<FormerContent> Former);
}
