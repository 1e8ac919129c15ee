using CsCheck;
using OneStop.Observatory.Ogc;

namespace OneStop.Observatory.Tests.Ogc;

public sealed class WktTests
{
    [Theory]
    [InlineData("POINT(114.17 22.3)")]
    [InlineData("point (114.17   22.3)")]
    [InlineData("POINT Z (114.17 22.3 10)")]
    [InlineData("POINTZ(114.17 22.3 10)")]
    [InlineData("  POINT( 114.17 22.3 ) ")]
    [InlineData("POINT(1.1417e2 22.3)")]
    public void A_point_is_read(string text)
    {
        Assert.True(Wkt.TryPoint(text, out var longitude, out var latitude));
        Assert.Equal((114.17, 22.3), (longitude, latitude));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("POINT")]
    [InlineData("POINT(114.17)")]
    [InlineData("POINT(114.17,22.3)")]
    [InlineData("POINT(114.17 22.3")]
    [InlineData("POINT(114.17 22.3) POINT(1 1)")]
    [InlineData("POINT(NaN 22.3)")]
    [InlineData("POINT(Infinity 22.3)")]
    [InlineData("POINT(181 22.3)")]
    [InlineData("POINT(114 91)")]
    [InlineData("POINT(a b)")]
    [InlineData("POINT(1 2 3 4)")]
    [InlineData("LINESTRING(1 2,3 4)")]
    [InlineData("((((((((((")]
    public void What_is_no_point_is_refused(string? text) => Assert.False(Wkt.TryPoint(text, out _, out _));

    [Fact]
    public void A_polygon_has_holes()
    {
        Assert.True(Wkt.TryPolygon("POLYGON((0 0,10 0,10 10,0 10,0 0),(4 4,6 4,6 6,4 6,4 4))", out var polygon));

        Assert.True(polygon.Contains(2, 2));
        Assert.False(polygon.Contains(5, 5));
        Assert.False(polygon.Contains(11, 5));
        Assert.Equal(new Box(0, 0, 10, 10), polygon.Bounds);
    }

    [Theory]
    [InlineData("POLYGON((0 0,10 0,10 10))")]
    [InlineData("POLYGON((0 0,10 0,10 10,0 10))")]
    [InlineData("POLYGON(0 0,10 0,10 10,0 0)")]
    [InlineData("POLYGON(())")]
    [InlineData("POLYGON((0 0,10 0,10 10,0 0)")]
    [InlineData("POLYGON((0 0,10 0,200 10,0 0))")]
    [InlineData("MULTIPOLYGON(((0 0,10 0,10 10,0 0)))")]
    public void What_is_no_polygon_is_refused(string text) => Assert.False(Wkt.TryPolygon(text, out _));

    [Fact]
    public void A_polygon_of_too_many_corners_is_refused() =>
        Assert.False(Wkt.TryPolygon($"POLYGON((0 0,{string.Join(',', Enumerable.Range(0, 2000).Select(i => $"{i % 90} {i % 80}"))},0 0))", out _));

    [Fact]
    public void Nothing_anybody_writes_breaks_it() => Gen.String["POLYGNINTZ(), .-+eE0123456789"].Sample(text =>
    {
        Wkt.TryPoint(text, out _, out _);
        Wkt.TryPolygon("POLYGON(" + text, out _);
        return true;
    });
}
