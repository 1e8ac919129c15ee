using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Feeds;

/// <summary>The portal's pages for search engines, each with its other languages (sitemaps.org 0.9, hreflang as Google reads it).</summary>
internal static class Sitemap
{
    private static readonly XNamespace Urls = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly string[] Pages = ["/", "/services", "/departments"];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sitemap.xml", Show).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/robots.txt", (HttpContext context) => $"User-agent: *\nDisallow: /api/\nSitemap: {context.SiteAddress("/sitemap.xml")}\n").AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Show(ICatalogue catalogue, HttpContext context)
    {
        var set = new XElement(
            Urls + "urlset",
            new XAttribute(XNamespace.Xmlns + "xhtml", Html),
            Pages.Concat(catalogue.Entries.Select(entry => $"/services/{entry.Code}")).SelectMany(page => Lang.All.Select(lang => Url(page, lang, context))));
        return Results.Text(new XDeclaration("1.0", "utf-8", null) + "\n" + set, "application/xml", System.Text.Encoding.UTF8);
    }

    private static XElement Url(string page, Lang lang, HttpContext context) => new(
        Urls + "url",
        new XElement(Urls + "loc", context.SiteAddress(SitePages.Address(page, lang))),
        Lang.All.Select(other => new XElement(
            Html + "link",
            new XAttribute("rel", "alternate"),
            new XAttribute("hreflang", other.Code),
            new XAttribute("href", context.SiteAddress(SitePages.Address(page, other))))));
}
