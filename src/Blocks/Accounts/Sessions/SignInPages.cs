using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Sessions;

internal static class SignInPages
{
    public static Visit Visit(this PageModel page) => new(SessionKind.Browser, Device.Describe(page.Request.Headers.UserAgent));

    /// <summary>Hands the browser its session and goes on to where the person was bound: an address of this site, never another's.</summary>
    public static async Task<IActionResult> EnterAsync(this PageModel page, Session session, string? returnUrl)
    {
        await page.HttpContext.SignInAsync(SignInSchemes.Cookie, SignInSchemes.Ticket(session, SignInSchemes.Cookie));
        return page.GoTo(returnUrl, "/account");
    }

    public static IActionResult GoTo(this PageModel page, string? returnUrl, string otherwise)
    {
        page.Response.Headers.Location = page.Url.IsLocalUrl(returnUrl) ? InCurrentLanguage(returnUrl!) : SitePages.Address(otherwise);
        return new StatusCodeResult(303);
    }

    /// <summary>Whoever changes the language while signing in stays in it.</summary>
    private static string InCurrentLanguage(string localUrl)
    {
        var end = localUrl.IndexOfAny(['/', '?', '#'], 1);
        var first = end < 0 ? localUrl[1..] : localUrl[1..end];
        return Lang.Find(first) is null ? localUrl : $"/{Lang.Current.Code}{(end < 0 ? "" : localUrl[end..])}";
    }
}
