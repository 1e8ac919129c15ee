using System.IO.Compression;
using System.Text;
using OneStop.Documents.Contracts;

namespace OneStop.Documents.Files;

/// <summary>
/// PDF (ISO 32000-1) from outside, without building its objects: hostile files take parsers down. A reader follows offsets wherever
/// they lead, so every byte is looked through, and every compressed stream as well, for the names of what a PDF does by itself.
/// </summary>
internal static class PdfInspection
{
    private const int LongestName = 24;
    private const int InflatedPerStream = 16 * 1024 * 1024;
    private const int InflatedInAll = 128 * 1024 * 1024;
    private const int MostStreams = 10_000;

    private static readonly HashSet<string> Active = new(StringComparer.Ordinal)
    {
        "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Rendition", "Movie", "Sound", "SubmitForm", "ImportData", "GoToE",
    };

    // Alone, three letters turn up by chance in compressed bytes.
    private static readonly string[] ActiveForm = ["AcroForm", "XFA"];

    internal static string? Inspect(byte[] file)
    {
        if (EndOf(file) is not { } end)
        {
            return Refusal.Damaged;
        }

        if (end < file.Length)
        {
            return Refusal.TrailingData;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        CollectNames(file, names);
        if (names.Contains("Encrypt"))
        {
            return Refusal.Encrypted;
        }

        return CollectFromStreams(file, names) ?? (names.Overlaps(Active) || names.IsSupersetOf(ActiveForm) ? Refusal.ActiveContent : null);
    }

    /// <summary>The file's end with the line break after it; null where it has no sound end: a cross-reference that lies inside, then the end marker.</summary>
    private static int? EndOf(ReadOnlySpan<byte> file)
    {
        var marker = file.LastIndexOf("%%EOF"u8);
        var start = marker < 0 ? -1 : file[..marker].LastIndexOf("startxref"u8);
        if (start < 0 || !int.TryParse(Encoding.Latin1.GetString(file[(start + 9)..marker]).Trim(), out var offset) || offset < 0 || offset >= start)
        {
            return null;
        }

        var reference = file[offset..start];
        if (!reference.StartsWith("xref"u8) && reference[..Math.Min(reference.Length, 40)].IndexOf("obj"u8) < 0)
        {
            return null;
        }

        var end = marker + 5;
        while (end < file.Length && file[end] is (byte)'\r' or (byte)'\n' or (byte)' ' or 0)
        {
            end++;
        }

        return end;
    }

    private static string? CollectFromStreams(byte[] file, HashSet<string> names)
    {
        var inflated = new byte[InflatedPerStream];
        var left = InflatedInAll;
        var (streams, before) = (0, 0);
        for (var at = Next(file, 0); at >= 0; (before, at) = (at, Next(file, at)))
        {
            if (++streams > MostStreams)
            {
                return Refusal.Damaged;
            }

            var dictionary = new HashSet<string>(StringComparer.Ordinal);
            CollectNames(file.AsSpan(before..at), dictionary);
            var length = Inflate(file, at, inflated);
            left -= length;
            if (left < 0)
            {
                return Refusal.TooLarge;
            }

            // Objects packed in a way that cannot be looked into here are refused as what they could hide.
            if (length == 0 && dictionary.Contains("ObjStm"))
            {
                return Refusal.ActiveContent;
            }

            CollectNames(inflated.AsSpan(0, length), names);
        }

        return null;
    }

    /// <summary>Where the next stream's bytes begin; −1 where there is none.</summary>
    private static int Next(ReadOnlySpan<byte> file, int from)
    {
        for (var at = from; ;)
        {
            var found = file[at..].IndexOf("stream"u8);
            if (found < 0)
            {
                return -1;
            }

            var isEnd = file[..(at + found)].EndsWith("end"u8);
            at += found + 6;
            if (isEnd)
            {
                continue;
            }

            if (at < file.Length && file[at] == '\r')
            {
                at++;
            }

            if (at < file.Length && file[at] == '\n')
            {
                at++;
            }

            if (at < file.Length)
            {
                return at;
            }
        }
    }

    /// <summary>What a stream holds, up to the buffer's end; 0 where it is not compressed with Flate.</summary>
    private static int Inflate(byte[] file, int at, byte[] into)
    {
        var compressed = file.AsSpan(at);
        // A zlib header (RFC 1950): method 8, and the first two bytes a multiple of 31.
        if (compressed.Length < 3 || (compressed[0] & 0x0F) != 8 || ((compressed[0] << 8) | compressed[1]) % 31 != 0)
        {
            return 0;
        }

        var length = 0;
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(file, at, compressed.Length, writable: false), CompressionMode.Decompress);
            int read;
            while (length < into.Length && (read = inflate.Read(into, length, into.Length - length)) > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            // What came before the fault is looked through all the same.
        }

        return length;
    }

    private static void CollectNames(ReadOnlySpan<byte> bytes, HashSet<string> names)
    {
        Span<char> name = stackalloc char[LongestName];
        for (var slash = bytes.IndexOf((byte)'/'); slash >= 0;)
        {
            var at = slash + 1;
            var length = 0;
            while (at < bytes.Length && length < LongestName && IsRegular(bytes[at]))
            {
                // 7.3.5: any character of a name may be written as # and two hexadecimal digits.
                var escaped = bytes[at] == '#' && at + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[at + 1]) && char.IsAsciiHexDigit((char)bytes[at + 2]);
                name[length++] = escaped ? (char)((Hex(bytes[at + 1]) << 4) | Hex(bytes[at + 2])) : (char)bytes[at];
                at += escaped ? 3 : 1;
            }

            var word = name[..length];
            if (Known(word))
            {
                names.Add(word.ToString());
            }

            var next = bytes[at..].IndexOf((byte)'/');
            slash = next < 0 ? -1 : at + next;
        }
    }

    private static bool Known(ReadOnlySpan<char> word) =>
        word is "Encrypt" or "ObjStm" or "AcroForm" or "XFA" || Active.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static bool IsRegular(byte value) => value > ' ' && value < 0x7F && !"()<>[]{}/%".Contains((char)value);

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
