using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OneStop.Observatory.Forecasts;

/// <summary>
/// A run's file, mapped. 64 bytes of header (little-endian: magic, run instant, axes, steps, flags), then 16-bit numbers: quantity by
/// quantity, cell by cell from the south-west, and the steps of a cell side by side, so that a place's whole series is one stretch.
/// The mapping goes when nobody holds the grid any more.
/// </summary>
internal sealed unsafe class GridFile
{
    internal const short None = short.MinValue;
    private const int HeaderBytes = 64;
    private const long Magic = 0x31304449_5247534F; // "OSGRID01"
    private readonly MemoryMappedViewAccessor view;

    private GridFile(string hash, GridShape shape, MemoryMappedViewAccessor view)
    {
        (Hash, Shape, this.view) = (hash, shape, view);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Values = (short*)(start + view.PointerOffset + HeaderBytes);
    }

    ~GridFile()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
    }

    internal string Hash { get; }

    internal GridShape Shape { get; }

    internal short* Values { get; }

    /// <summary>What one stored step of the quantity counts.</summary>
    internal static double Unit(GridQuantity quantity) =>
        quantity is GridQuantity.Temperature or GridQuantity.WindSpeed or GridQuantity.Rainfall ? 0.1 : 1;

    internal static short Store(GridQuantity quantity, double? value) =>
        value is { } number && double.IsFinite(number) ? (short)Math.Clamp(Math.Round(number / Unit(quantity)), -short.MaxValue, short.MaxValue) : None;

    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The file's bytes, its values to be filled in by the caller in the order above.</summary>
    internal static byte[] Write(GridShape shape, Action<GridValues> fill)
    {
        var bytes = new byte[HeaderBytes + (shape.Values * sizeof(short))];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), shape.RunAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(16), shape.Latitudes.First);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(24), shape.Latitudes.Spacing);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(32), shape.Longitudes.First);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(40), shape.Longitudes.Spacing);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(48), (short)shape.Latitudes.Count);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(50), (short)shape.Longitudes.Count);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(52), (short)shape.Steps);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(54), GridShape.Quantities);
        bytes[56] = shape.IsDemonstration ? (byte)1 : (byte)0;
        fill(new GridValues(shape, bytes.AsMemory(HeaderBytes)));
        return bytes;
    }

    internal static GridFile Map(string path, string hash)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        var header = new byte[HeaderBytes];
        view.ReadArray(0, header, 0, HeaderBytes);
        return new GridFile(hash, ShapeOf(header, new FileInfo(path).Length), view);
    }

    private static GridShape ShapeOf(ReadOnlySpan<byte> header, long length)
    {
        var shape = new GridShape(
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(header[8..])),
            new(BinaryPrimitives.ReadDoubleLittleEndian(header[16..]), BinaryPrimitives.ReadDoubleLittleEndian(header[24..]), BinaryPrimitives.ReadInt16LittleEndian(header[48..])),
            new(BinaryPrimitives.ReadDoubleLittleEndian(header[32..]), BinaryPrimitives.ReadDoubleLittleEndian(header[40..]), BinaryPrimitives.ReadInt16LittleEndian(header[50..])),
            BinaryPrimitives.ReadInt16LittleEndian(header[52..]), header[56] == 1);
        return BinaryPrimitives.ReadInt64LittleEndian(header) == Magic && BinaryPrimitives.ReadInt16LittleEndian(header[54..]) == GridShape.Quantities
            && length == HeaderBytes + (shape.Values * sizeof(short))
            ? shape : throw new InvalidDataException("This is not a file of the regional forecast's grid, or not a whole one.");
    }
}

/// <summary>When and where a run forecasts.</summary>
internal sealed record GridShape(DateTimeOffset RunAt, Axis Latitudes, Axis Longitudes, int Steps, bool IsDemonstration)
{
    internal const int Quantities = 6;

    internal int Values => Quantities * Cells * Steps;

    internal int Cells => Latitudes.Count * Longitudes.Count;

    /// <summary>The grid over Hong Kong: about a kilometre between cells, hourly to nine days.</summary>
    internal static GridShape HongKong(DateTimeOffset runAt, bool isDemonstration) =>
        new(runAt, new(22.10, 0.01, 51), new(113.80, 0.01, 71), 217, isDemonstration);
}

/// <summary>A run's values while they are written.</summary>
internal readonly struct GridValues(GridShape shape, Memory<byte> bytes)
{
    /// <summary>The steps of a quantity in a cell.</summary>
    internal Span<short> Series(GridQuantity quantity, int row, int column) => MemoryMarshal.Cast<byte, short>(bytes.Span).Slice(
        (((int)quantity * shape.Cells) + (row * shape.Longitudes.Count) + column) * shape.Steps, shape.Steps);
}
