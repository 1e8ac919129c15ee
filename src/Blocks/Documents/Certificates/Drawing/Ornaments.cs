using PdfSharp.Drawing;

namespace OneStop.Documents.Certificates.Drawing;

/// <summary>The border, the ground pattern and OneStop's own emblem: a gate within a ring, one door for all.</summary>
internal static class Ornaments
{
    internal static readonly XColor Ink = XColor.FromArgb(0x14, 0x2B, 0x4A);
    internal static readonly XColor Bronze = XColor.FromArgb(0x8C, 0x6A, 0x2A);
    internal static readonly XColor Quiet = XColor.FromArgb(0x4A, 0x55, 0x68);
    private static readonly XColor Ground = XColor.FromArgb(0xEE, 0xF1, 0xF5);

    internal static void DrawBorder(XGraphics page, double width, double height)
    {
        page.DrawRectangle(new XPen(Ink, 2.2), 30, 30, width - 60, height - 60);
        page.DrawRectangle(new XPen(Bronze, 0.7), 36, 36, width - 72, height - 72);
        foreach (var (x, y, right, down) in new[] { (36.0, 36.0, 1, 1), (width - 36, 36.0, -1, 1), (36.0, height - 36, 1, -1), (width - 36, height - 36, -1, -1) })
        {
            var pen = new XPen(Bronze, 0.7);
            var corner = new XGraphicsPath();
            corner.AddLine(x + (right * 26), y, x + (right * 26), y + (down * 10));
            corner.AddLine(x + (right * 26), y + (down * 10), x + (right * 10), y + (down * 10));
            corner.AddLine(x + (right * 10), y + (down * 10), x + (right * 10), y + (down * 26));
            corner.AddLine(x + (right * 10), y + (down * 26), x, y + (down * 26));
            page.DrawPath(pen, corner);
            page.DrawRectangle(new XSolidBrush(Bronze), x + (right * 5) - 1.6, y + (down * 5) - 1.6, 3.2, 3.2);
        }
    }

    /// <summary>A rosette of fine crossing waves, as on banknotes: pleasant to look at, tiresome to redraw.</summary>
    internal static void DrawGround(XGraphics page, double centreX, double centreY, double radius)
    {
        const int waves = 12;
        const int steps = 240;
        var pen = new XPen(Ground, 0.5);
        for (var ring = 0; ring < 3; ring++)
        {
            var (middle, swing) = (radius * (0.88 - (0.3 * ring)), radius * 0.13);
            for (var k = 0; k < 6; k++)
            {
                var points = new XPoint[steps + 1];
                for (var i = 0; i <= steps; i++)
                {
                    var angle = 2 * Math.PI * i / steps;
                    var r = middle + (swing * Math.Cos((waves * angle) + (Math.PI * k / 3)));
                    points[i] = new XPoint(Math.Round(centreX + (r * Math.Cos(angle)), 1), Math.Round(centreY + (r * Math.Sin(angle)), 1));
                }

                page.DrawLines(pen, points);
            }
        }
    }

    internal static void DrawEmblem(XGraphics page, double centreX, double centreY, double radius)
    {
        Circle(page, new XPen(Ink, radius * 0.05), centreX, centreY, radius);
        Circle(page, new XPen(Bronze, radius * 0.025), centreX, centreY, radius * 0.91);
        for (var i = 0; i < 36; i++)
        {
            var angle = 2 * Math.PI * i / 36;
            var dot = radius * (i % 3 == 0 ? 0.028 : 0.016);
            page.DrawEllipse(new XSolidBrush(Bronze), centreX + (radius * 0.82 * Math.Sin(angle)) - dot, centreY - (radius * 0.82 * Math.Cos(angle)) - dot, 2 * dot, 2 * dot);
        }

        Circle(page, new XPen(Bronze, radius * 0.025), centreX, centreY, radius * 0.73);
        page.DrawEllipse(new XSolidBrush(Ink), centreX - (radius * 0.68), centreY - (radius * 0.68), radius * 1.36, radius * 1.36);
        DrawGate(page, centreX, centreY, radius);
    }

    // Two roof beams over two pillars and an open way that narrows towards the horizon.
    private static void DrawGate(XGraphics page, double x, double y, double radius)
    {
        XPoint At(double right, double down) => new(x + (right * radius), y + (down * radius));
        page.DrawPolygon(XBrushes.White, [At(-0.50, -0.30), At(-0.42, -0.26), At(0.42, -0.26), At(0.50, -0.30), At(0.44, -0.17), At(-0.44, -0.17)], XFillMode.Winding);
        page.DrawPolygon(XBrushes.White, [At(-0.36, -0.08), At(0.36, -0.08), At(0.36, -0.01), At(-0.36, -0.01)], XFillMode.Winding);
        foreach (var side in (int[])[-1, 1])
        {
            page.DrawPolygon(XBrushes.White, [At(side * 0.31, -0.17), At(side * 0.22, -0.17), At(side * 0.23, 0.42), At(side * 0.34, 0.42)], XFillMode.Winding);
        }

        page.DrawPolygon(new XSolidBrush(XColor.FromArgb(0xD9, 0xB8, 0x6C)), [At(-0.035, 0.06), At(0.035, 0.06), At(0.13, 0.42), At(-0.13, 0.42)], XFillMode.Winding);
    }

    internal static void DrawRule(XGraphics page, double centreX, double y, double halfWidth)
    {
        var pen = new XPen(Bronze, 0.8);
        page.DrawLine(pen, centreX - halfWidth, y, centreX - 7, y);
        page.DrawLine(pen, centreX + 7, y, centreX + halfWidth, y);
        page.DrawPolygon(new XSolidBrush(Bronze), [new(centreX, y - 3), new(centreX + 3, y), new(centreX, y + 3), new(centreX - 3, y)], XFillMode.Winding);
    }

    private static void Circle(XGraphics page, XPen pen, double x, double y, double radius) => page.DrawEllipse(pen, x - radius, y - radius, 2 * radius, 2 * radius);
}
