using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace OneStop.Accounts.Sessions;

/// <summary>What a browser carries between two pages of signing in or up: sealed, short-lived, out of reach of scripts.</summary>
internal sealed class SealedCookies(IDataProtectionProvider protection)
{
    public void Set<T>(HttpContext http, string name, T value, TimeSpan lasts) =>
        http.Response.Cookies.Append(name, Protector(name).Protect(JsonSerializer.Serialize(value), lasts), Options(http, lasts));

    public T? Get<T>(HttpContext http, string name)
        where T : class
    {
        if (http.Request.Cookies[name] is not { Length: > 0 } content)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(Protector(name).Unprotect(content));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Delete(HttpContext http, string name) => http.Response.Cookies.Delete(name, Options(http, null));

    private ITimeLimitedDataProtector Protector(string name) => protection.CreateProtector("OneStop.Accounts", name).ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext http, TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
        MaxAge = lasts,
        IsEssential = true,
    };
}
