using PdfSharp.Drawing;
using QRCoder;

namespace OneStop.Documents.Certificates.Drawing;

/// <summary>A QR code (ISO/IEC 18004, level M) as vectors, with its quiet zone of four modules.</summary>
internal static class QrMark
{
    internal static void Draw(XGraphics page, string text, XRect place)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var module = place.Width / rows.Count;
        page.DrawRectangle(XBrushes.White, place);
        var path = new XGraphicsPath { FillMode = XFillMode.Winding };
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var start = x;
                while (x < rows.Count && rows[y][x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.AddRectangle(place.X + (start * module), place.Y + (y * module), (x - start) * module, module);
                }
            }
        }

        page.DrawPath(XBrushes.Black, path);
    }
}
