using Microsoft.AspNetCore.Http;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Ogc;

/// <summary>What all OGC answers share: links, and the one coordinate system.</summary>
internal static class Ogc
{
    internal const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    internal const string Json = "application/json";
    internal const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";

    internal static object Link(HttpContext context, string address, string rel, string type = Json, string? title = null) => new { href = Address(context, address), rel, type, title };

    internal static string Address(HttpContext context, string address) => context.SiteAddress($"/ogc{address}");
}
