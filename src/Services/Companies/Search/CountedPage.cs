using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Search;

/// <summary>A public page kept ready, whose views count also where the kept copy answers.</summary>
internal sealed class CountedPage : IOutputCachePolicy
{
    internal const string Policy = "companies.profile";
    private readonly IOutputCachePolicy pages = new PublicPages();

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation) => pages.CacheRequestAsync(context, cancellation);

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.HttpContext.RequestServices.GetRequiredService<IUsage>().Count(CompanySearch.Code, UsageStep.View, UsageChannel.Web);
        return pages.ServeFromCacheAsync(context, cancellation);
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => pages.ServeResponseAsync(context, cancellation);
}
