using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Ogc;

/// <summary>The queries of EDR on the forecast's grid. No database, no object for a value: this is the path that maps and telephones ask all day.</summary>
internal sealed class EdrForecast(ForecastGrids grids, Text text)
{
    internal const string CoverageJson = "application/prs.coverage+json";
    internal const string GeoJson = "application/geo+json";
    internal const string Csv = "text/csv; charset=utf-8";
    private const string OneMinute = "public, max-age=60";
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashPrime = 1099511628211;

    internal Task PositionAsync(
        HttpContext context, string? coords, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs)
    {
        if (EdrAsked.Parse(names, datetime, f, crs, out var asked) is { } refusal)
        {
            return RefuseAsync(context, refusal);
        }

        return Wkt.TryPoint(coords, out var longitude, out var latitude) ? SeriesAsync(context, asked, longitude, latitude) : RefuseAsync(context, new OgcRefusal("point"));
    }

    internal Task LocationAsync(HttpContext context, string id, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs)
    {
        if (StationList.Find(id) is not { } station)
        {
            return RefuseAsync(context, new OgcRefusal("location", StatusCodes.Status404NotFound, id));
        }

        return EdrAsked.Parse(names, datetime, f, crs, out var asked) is { } refusal ? RefuseAsync(context, refusal) : SeriesAsync(context, asked, station.Longitude, station.Latitude);
    }

    internal Task AreaAsync(HttpContext context, string? coords, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs)
    {
        if (EdrAsked.Parse(names, datetime, f, crs, out var asked) is { } refusal)
        {
            return RefuseAsync(context, refusal);
        }

        return Wkt.TryPolygon(coords, out var polygon) ? CellsAsync(context, asked, polygon.Bounds, polygon) : RefuseAsync(context, new OgcRefusal("polygon"));
    }

    internal Task CubeAsync(HttpContext context, string? bbox, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs)
    {
        if (EdrAsked.Parse(names, datetime, f, crs, out var asked) is { } refusal)
        {
            return RefuseAsync(context, refusal);
        }

        return Box.TryParse(bbox ?? "", out var box) && box.West <= box.East ? CellsAsync(context, asked, box, null) : RefuseAsync(context, new OgcRefusal("bbox"));
    }

    internal Task RadiusAsync(
        HttpContext context, string? coords, string? within, string? units, string? names, string? datetime, string? f, string? crs)
    {
        if (EdrAsked.Parse(names, datetime, f, crs, out var asked) is { } refusal)
        {
            return RefuseAsync(context, refusal);
        }

        if (!Wkt.TryPoint(coords, out var longitude, out var latitude))
        {
            return RefuseAsync(context, new OgcRefusal("point"));
        }

        return Circle.TryParse(within, units, longitude, latitude, out var circle) ? CellsAsync(context, asked, circle.Bounds, circle) : RefuseAsync(context, new OgcRefusal("within", Named: [Circle.Units]));
    }

    private Task SeriesAsync(HttpContext context, in EdrAsked asked, double longitude, double latitude)
    {
        if (grids.Current is not { } grid || asked.Steps(grid) is not var (first, last))
        {
            return NothingAsync(context);
        }

        if (!grid.Covers(latitude, longitude))
        {
            return RefuseAsync(context, Outside(grid));
        }

        var words = GridWords.Of(grid);
        if (IsKnown(context, words))
        {
            return Task.CompletedTask;
        }

        var answer = new Utf8Text(ForecastSeries.SizeOf(asked, last - first + 1));
        ForecastSeries.Write(ref answer, words, asked, first, last, longitude, latitude);
        return SendAsync(context, asked.Form, ref answer);
    }

    private Task CellsAsync(HttpContext context, in EdrAsked asked, Box box, IArea? area)
    {
        if (grids.Current is not { } grid || asked.Steps(grid) is not var (first, last))
        {
            return NothingAsync(context);
        }

        if (!box.Meets(new Box(grid.Longitudes.First, grid.Latitudes.First, grid.Longitudes.Last, grid.Latitudes.Last)))
        {
            return RefuseAsync(context, Outside(grid));
        }

        if (ForecastArea.Cells(grid, box) is not { } cells || (area is not null && !ForecastArea.Inside(grid, cells, area).Contains(true)))
        {
            return NothingAsync(context);
        }

        var values = (long)(cells.LastRow - cells.FirstRow + 1) * (cells.LastColumn - cells.FirstColumn + 1) * (last - first + 1) * asked.Count;
        if (values > ForecastArea.Most)
        {
            return RefuseAsync(context, new OgcRefusal("large", OgcRefusal.TooLarge, values, ForecastArea.Most));
        }

        var words = GridWords.Of(grid);
        if (IsKnown(context, words))
        {
            return Task.CompletedTask;
        }

        var answer = new Utf8Text((int)Math.Min(values * 8, int.MaxValue / 8) + 8192);
        ForecastArea.Write(ref answer, words, asked, (first, last), cells, area);
        return SendAsync(context, asked.Form, ref answer);
    }

    /// <summary>The same run and the same question give the same bytes: their tag is known before they are written.</summary>
    private static bool IsKnown(HttpContext context, GridWords words)
    {
        var hash = HashStart;
        foreach (var character in context.Request.Path.Value!)
        {
            hash = (hash ^ character) * HashPrime;
        }

        foreach (var character in context.Request.QueryString.Value!)
        {
            hash = (hash ^ character) * HashPrime;
        }

        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{words.Tag}{hash:x16}\"");
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = OneMinute;
        headers.AccessControlAllowOrigin = "*";
        if (!context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static Task SendAsync(HttpContext context, EdrForm form, ref Utf8Text answer)
    {
        context.Response.ContentType = form switch { EdrForm.GeoJson => GeoJson, EdrForm.Csv => Csv, _ => CoverageJson };
        context.Response.ContentLength = answer.Length;
        var writer = context.Response.BodyWriter;
        writer.Write(answer.Written.Span);
        answer.GiveBack();
        var flushed = writer.FlushAsync(context.RequestAborted);
        return flushed.IsCompletedSuccessfully ? Task.CompletedTask : flushed.AsTask();
    }

    private static Task NothingAsync(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task RefuseAsync(HttpContext context, OgcRefusal refusal)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return refusal.ToResult(text).ExecuteAsync(context);
    }

    private static OgcRefusal Outside(ForecastGrid grid) => new(
        "outside", Named: [Number(grid.Longitudes.First), Number(grid.Latitudes.First), Number(grid.Longitudes.Last), Number(grid.Latitudes.Last)]);

    private static string Number(double degrees) => Math.Round(degrees, 6).ToString(CultureInfo.InvariantCulture);
}
