using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OneStop.Documents.Tests.Files;

/// <summary>Files made byte by byte, sound ones and hostile ones.</summary>
internal static class FileSamples
{
    /// <param name="extra">More indirect objects, from number 4.</param>
    internal static byte[] Pdf(string extra = "", string catalog = "", string trailer = "") => Latin(PdfText(extra, catalog, trailer));

    internal static string PdfText(string extra = "", string catalog = "", string trailer = "")
    {
        var body = $"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R{catalog}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
            + $"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>\nendobj\n{extra}";
        return $"{body}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 4{trailer}>>\nstartxref\n{body.Length}\n%%EOF\n";
    }

    /// <summary>An object stream (compressed objects) that holds the text.</summary>
    internal static string ObjectStream(string inside, string filter = "/Filter/FlateDecode")
    {
        var packed = Encoding.Latin1.GetString(Deflate(Latin(inside)));
        return $"4 0 obj\n<</Type/ObjStm/N 1/First 4{filter}/Length {packed.Length}>>\nstream\n{packed}\nendstream\nendobj\n";
    }

    internal static byte[] Png(int width = 2, int height = 2)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", Deflate(new byte[(width + 1) * height])), .. Chunk("IEND", [])];
    }

    internal static byte[] Jpeg() =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9,
    ];

    internal static byte[] Deflate(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(plain);
        }

        return packed.ToArray();
    }

    internal static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        var crc = uint.MaxValue;
        foreach (var value in typed)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, ~crc);
        return [.. length, .. typed, .. check];
    }
}
