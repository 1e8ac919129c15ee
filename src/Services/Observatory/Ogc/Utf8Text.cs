using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace OneStop.Observatory.Ogc;

/// <summary>A growing piece of UTF-8 in a rented array: what the quick answers are written into, without an object for each number.</summary>
internal ref struct Utf8Text(int size)
{
    private const int LongestNumber = 32;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(size);

    internal int Length { get; private set; }

    internal readonly ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    internal void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(bytes.AsSpan(Length));
        Length += text.Length;
    }

    internal void Add(byte character)
    {
        Reserve(1);
        bytes[Length++] = character;
    }

    internal void Add(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(Length));
    }

    /// <summary>A number as it was asked for: a coordinate.</summary>
    internal void AddWhole(double number)
    {
        Reserve(LongestNumber);
        Utf8Formatter.TryFormat(number, bytes.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>A number to so many places, without the noughts at its end; null where it is none.</summary>
    internal void Add(double number, int decimals)
    {
        if (double.IsNaN(number))
        {
            Add("null"u8);
            return;
        }

        Reserve(LongestNumber);
        var scale = decimals switch { 0 => 1, 1 => 10, _ => 100 };
        var scaled = (long)Math.Round(number * scale, MidpointRounding.AwayFromZero);
        if (scaled < 0)
        {
            bytes[Length++] = (byte)'-';
            scaled = -scaled;
        }

        var (whole, part) = Math.DivRem(scaled, scale);
        Utf8Formatter.TryFormat(whole, bytes.AsSpan(Length), out var written);
        Length += written;
        if (part != 0)
        {
            bytes[Length++] = (byte)'.';
            if (decimals == 2)
            {
                bytes[Length++] = (byte)('0' + (part / 10));
                part %= 10;
            }

            if (part != 0 || decimals == 1)
            {
                bytes[Length++] = (byte)('0' + part);
            }
        }
    }

    internal void GiveBack()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    private void Reserve(int more)
    {
        if (bytes.Length - Length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Length + more));
        bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
