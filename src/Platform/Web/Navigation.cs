using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Web;

/// <summary>A link that a module puts on every page: <c>services.AddNavigation(new("accounts.sign-in.link", "/sign-in", NavigationPlace.Header, 90, person =&gt; person.PersonId() is null))</c>.</summary>
/// <param name="TextKey">Its words.</param>
/// <param name="Path">Where it leads, without the language.</param>
/// <param name="Order">Lower stands first.</param>
/// <param name="ShowIf">Who sees it; null for everybody.</param>
public sealed record NavigationLink(string TextKey, string Path, NavigationPlace Place, int Order, Func<ClaimsPrincipal, bool>? ShowIf = null);

public enum NavigationPlace
{
    /// <summary>What this person can go to.</summary>
    Header,

    /// <summary>About the site: figures, verification, developers.</summary>
    Footer,
}

public static class NavigationServices
{
    public static IServiceCollection AddNavigation(this IServiceCollection services, NavigationLink link) => services.AddSingleton(link);
}
