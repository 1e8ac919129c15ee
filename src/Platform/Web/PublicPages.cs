using Microsoft.AspNetCore.OutputCaching;

namespace OneStop.Platform.Web;

/// <summary>
/// Pages that everybody sees alike (<c>[OutputCache(PolicyName = PublicPages.Policy)]</c>): kept ready for some seconds, for visitors
/// who bring no cookie but their language. Evict with <see cref="IOutputCacheStore.EvictByTagAsync"/> and <see cref="Tag"/> when what they show changes.
/// </summary>
public sealed class PublicPages : IOutputCachePolicy
{
    public const string Policy = "public";
    public const string Tag = "public";

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);

    ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        if (request.Cookies.Any(cookie => cookie.Key != Languages.Cookie) || request.Headers.Authorization.Count > 0)
        {
            context.AllowCacheLookup = context.AllowCacheStorage = false;
            return ValueTask.CompletedTask;
        }

        context.ResponseExpirationTimeSpan = Life;
        context.Tags.Add(Tag);
        return ValueTask.CompletedTask;
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
