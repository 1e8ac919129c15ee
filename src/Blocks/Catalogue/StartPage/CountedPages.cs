using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.StartPage;

/// <summary>Public pages whose every view counts, also those answered from the cache, where the page itself does not run.</summary>
internal sealed class CountedPages : IOutputCachePolicy
{
    internal const string Policy = "catalogue-counted";

    private static readonly IOutputCachePolicy Public = new PublicPages();

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation) => Public.CacheRequestAsync(context, cancellation);

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.HttpContext.GetRouteValue("code") is string service)
        {
            context.HttpContext.RequestServices.GetRequiredService<Views>().Add(service, byProgram: false);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
