using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web;

/// <summary>What stands around every page: the modules' links and the same page in the other languages.</summary>
internal sealed class SiteFrame(IEnumerable<NavigationLink> links, IHttpContextAccessor accessor, IConfiguration configuration, Text text)
{
    private HttpContext Context => accessor.HttpContext!;

    internal bool IsDemo { get; } = configuration.GetValue<bool>("Demo");

    /// <summary>The page stands in place of the one asked for, and is nobody's translation.</summary>
    internal bool IsFailure => Context.Response.StatusCode >= StatusCodes.Status400BadRequest;

    internal IReadOnlyList<FrameLink> Links(NavigationPlace place) =>
    [
        .. links.Where(link => link.Place == place && link.ShowIf?.Invoke(Context.User) != false)
            .OrderBy(link => link.Order)
            .Select(link => new FrameLink(SitePages.Address(link.Path), text[link.TextKey], IsUnder(link.Path))),
    ];

    /// <summary>This page in every language: same path, same query.</summary>
    internal IReadOnlyList<FrameLanguage> Languages()
    {
        var asked = AskedAddress.Of(Context);
        var rest = asked.Path.Value is not { Length: > 0 } path ? "/"
            : Web.Languages.InPath(path) is not { } lang ? path
            : path.Length > lang.Code.Length + 1 ? path[(lang.Code.Length + 1)..] : "/";
        return [.. Lang.All.Select(lang => new FrameLanguage(lang, new PathString(SitePages.Address(rest, lang)).ToUriComponent() + asked.Query, lang == Lang.Current))];
    }

    internal string Absolute(string address) => Context.SiteAddress(address);

    private bool IsUnder(string path) => path != "/" && AskedAddress.Of(Context).Path.StartsWithSegments(SitePages.Address(path));
}

internal sealed record FrameLink(string Address, string Words, bool Current);

internal sealed record FrameLanguage(Lang Lang, string Address, bool Current);

/// <summary>What the reader asked for, also while an error page answers in its place.</summary>
internal sealed record AskedAddress(PathString Path, QueryString Query)
{
    internal static AskedAddress Of(HttpContext context) =>
        context.Features.Get<AskedAddress>() ?? new AskedAddress(context.Request.Path, context.Request.QueryString);
}
