using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web;

public static class SitePages
{
    /// <summary>The address of a page in the language of the request: <c>/sign-in</c> becomes <c>/zh-Hant/sign-in</c>.</summary>
    public static string Address(string path, Lang? lang = null) => $"/{(lang ?? Lang.Current).Code}{(path == "/" ? "" : path)}";

    /// <summary>The whole address for those outside the site: below <c>PublicUrl</c>, or where this request found us.</summary>
    public static string SiteAddress(this HttpContext context, string address) =>
        (context.RequestServices.GetRequiredService<IConfiguration>()["PublicUrl"] is { Length: > 0 } site ? site.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}") + address;

    /// <summary>Goes to another page of the site after a form was taken (303, so that a reload never sends it twice).</summary>
    public static IActionResult RedirectTo(this PageModel page, string path)
    {
        page.Response.Headers.Location = Address(path);
        return new StatusCodeResult(303);
    }
}
