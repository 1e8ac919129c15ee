using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.PublicPages;

/// <summary>What a module says of its public pages; docs/public-pages.md.</summary>
public static class PublicPageServices
{
    public static IServiceCollection AddPublication<TPublication>(this IServiceCollection services)
        where TPublication : class, IPublication
    {
        services.AddScoped<TPublication>();
        services.AddSingleton(new Publication(
            TPublication.Code, TPublication.DependsOn, TPublication.AtMostEvery,
            (scope, edition, ct) => scope.GetRequiredService<TPublication>().ComposeAsync(edition, ct)));
        return services;
    }

    /// <summary>Names single rows of a type, so that others may depend on one of them: in the contracts of the module that owns them.</summary>
    /// <param name="family">The first part of the tag: <c>registers.entries</c>.</param>
    public static IServiceCollection AddDataTag<TRow>(this IServiceCollection services, string family, Func<TRow, string> key)
        where TRow : class => services.AddSingleton(new WatchedRows(typeof(TRow), family, row => key((TRow)row)));

    /// <summary>A cookie that says somebody is known: whoever brings it is shown pages by the app, never the published ones.</summary>
    public static IServiceCollection AddPersonalCookie(this IServiceCollection services, string name) => services.AddSingleton(new PersonalCookie(name));

    /// <summary>
    /// In a page published on first ask: what it shows. It is kept until one of these changes. Reading a table that none of them covers
    /// refuses to keep it.
    /// </summary>
    public static void DependsOn(this HttpContext context, params ReadOnlySpan<DataTag> tags) => context.Features.Get<Rendering>()?.Tags.AddRange(tags);

    /// <summary>Counts this view now; where the page is being rendered for publication, each later view. HEAD is no view. It may hold on to singletons only.</summary>
    public static void OnEachView(this HttpContext context, Action count)
    {
        if (context.Features.Get<Rendering>() is { } rendering)
        {
            rendering.OnEachView = count;
        }
        else if (context.Features.Get<AskedForHead>() is null)
        {
            count();
        }
    }
}

/// <summary>
/// On a page's model: one of so many that they are not all published in advance (a company's profile). The first reader has it rendered,
/// the others are served from memory until what it says it <see cref="PublicPageServices.DependsOn"/> changes or room runs out.
/// Only its address without a query is kept.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublishedOnAskAttribute : Attribute;

internal sealed record Publication(string Code, IReadOnlyList<DataTag> DependsOn, TimeSpan AtMostEvery, Func<IServiceProvider, Edition, CancellationToken, Task> ComposeAsync);

internal sealed record WatchedRows(Type Row, string Family, Func<object, string>? Key);

internal sealed record PersonalCookie(string Name);
