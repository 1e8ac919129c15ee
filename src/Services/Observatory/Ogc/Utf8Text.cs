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
        var scaled = (int)((number * scale) + (number < 0 ? -0.5 : 0.5));
        var text = bytes.AsSpan(Length);
        var length = 0;
        if (scaled < 0)
        {
            text[length++] = (byte)'-';
            scaled = -scaled;
        }

        var (whole, part) = Math.DivRem(scaled, scale);
        length += Digits(text[length..], whole);
        if (part != 0)
        {
            text[length++] = (byte)'.';
            if (decimals == 2)
            {
                text[length++] = (byte)('0' + (part / 10));
                part %= 10;
            }

            if (part != 0 || decimals == 1)
            {
                text[length++] = (byte)('0' + part);
            }
        }

        Length += length;
    }

    internal void GiveBack()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    /// <summary>Nearly all of the weather's numbers have up to three digits.</summary>
    private static int Digits(Span<byte> text, int number)
    {
        if (number < 10)
        {
            text[0] = (byte)('0' + number);
            return 1;
        }

        if (number < 100)
        {
            text[1] = (byte)('0' + (number % 10));
            text[0] = (byte)('0' + (number / 10));
            return 2;
        }

        Utf8Formatter.TryFormat(number, text, out var written);
        return written;
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
