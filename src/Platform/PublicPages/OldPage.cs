using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace OneStop.Platform.PublicPages;

/// <summary>
/// A page that says at its top for how long it could not be renewed. While the database is away nobody can render it anew, and its
/// readers must not take it for fresh: an Age header is not seen by people.
/// </summary>
internal static class OldPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Below the site's header; a page without one is left as it is.</summary>
    internal static byte[] With(byte[] page, string sentence)
    {
        var header = "</header>"u8;
        var at = page.AsSpan().IndexOf(header);
        if (at < 0)
        {
            return page;
        }

        at += header.Length;
        var notice = Encoding.UTF8.GetBytes($"""<div class="govuk-width-container"><div class="site-old" role="status"><p class="govuk-body">{Html.Encode(sentence)}</p></div></div>""");
        return [.. page.AsSpan(0, at), .. notice, .. page.AsSpan(at)];
    }
}
