using PdfSharp.Drawing;

namespace OneStop.Documents.Certificates.Drawing;

/// <summary>The border, the ground pattern and OneStop's own emblem: an archway within a ring, one door for all.</summary>
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

    // An archway of three bays: a high roof over the way through, two lower ones beside it, upturned eaves, four pillars.
    private static void DrawGate(XGraphics page, double x, double y, double radius)
    {
        XPoint At(double right, double down) => new(x + (right * radius), y + (down * radius));
        DrawRoof(page, At(0, -0.24), radius * 0.34, radius * 0.2);
        DrawRoof(page, At(-0.37, 0.02), radius * 0.21, radius * 0.14);
        DrawRoof(page, At(0.37, 0.02), radius * 0.21, radius * 0.14);
        void Beam(double left, double top, double right, double bottom) => page.DrawRectangle(XBrushes.White, new XRect(At(left, top), At(right, bottom)));
        Beam(-0.2, -0.19, 0.2, -0.11);
        Beam(-0.2, -0.06, 0.2, 0.0);
        Beam(-0.48, 0.07, -0.2, 0.13);
        Beam(0.2, 0.07, 0.48, 0.13);
        foreach (var (pillar, top) in ((double, double)[])[(-0.48, 0.07), (-0.2, -0.19), (0.2, -0.19), (0.48, 0.07)])
        {
            Beam(pillar - 0.035, top, pillar + 0.035, 0.4);
            Beam(pillar - 0.06, 0.36, pillar + 0.06, 0.42);
        }

        page.DrawPolygon(new XSolidBrush(XColor.FromArgb(0xD9, 0xB8, 0x6C)), [At(-0.03, 0.1), At(0.03, 0.1), At(0.13, 0.42), At(-0.13, 0.42)], XFillMode.Winding);
    }

    private static void DrawRoof(XGraphics page, XPoint eaves, double halfWidth, double height)
    {
        XPoint At(double right, double up) => new(eaves.X + (right * halfWidth), eaves.Y - (up * height));
        var roof = new XGraphicsPath();
        roof.AddBezier(At(-1, 0.42), At(-0.85, 0.02), At(-0.6, 0), At(0, 0));
        roof.AddBezier(At(0, 0), At(0.6, 0), At(0.85, 0.02), At(1, 0.42));
        roof.AddBezier(At(1, 0.42), At(0.75, 0.3), At(0.55, 0.5), At(0.5, 1));
        roof.AddBezier(At(0.5, 1), At(0.2, 0.88), At(-0.2, 0.88), At(-0.5, 1));
        roof.AddBezier(At(-0.5, 1), At(-0.55, 0.5), At(-0.75, 0.3), At(-1, 0.42));
        roof.CloseFigure();
        page.DrawPath(XBrushes.White, roof);
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
