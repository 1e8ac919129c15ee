using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;

namespace OneStop.Platform.PublicPages;

/// <summary>Asks the app itself for a page, as somebody unknown at the site's own address: nothing of any visitor's can get into it.</summary>
internal sealed class Renderer(IServiceScopeFactory scopes, IHttpContextFactory contexts, IServer server, IConfiguration configuration)
{
    private readonly Lazy<Uri> site = new(() => Site(server, configuration));

    /// <summary>All that stands behind the published pages in the app's pipeline.</summary>
    internal RequestDelegate? App { get; set; }

    internal async Task<Rendered> RenderAsync(Snapshot snapshot, string path, string query, CancellationToken ct)
    {
        // Apart from whoever asked: not in their language, their trace, their request.
        Task<Rendered> rendered;
        using (ExecutionContext.SuppressFlow())
        {
            rendered = Task.Run(() => RenderApartAsync(snapshot, path, query, ct), ct);
        }

        return await rendered;
    }

    private async Task<Rendered> RenderApartAsync(Snapshot snapshot, string path, string query, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Protocol = HttpProtocol.Http11,
            Scheme = site.Value.Scheme,
            Path = path,
            QueryString = query.Length == 0 ? "" : "?" + query,
            RawTarget = path,
            Headers = { Host = site.Value.Authority },
        });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        var rendering = new Rendering();
        features.Set(rendering);

        await using var scope = snapshot.CreateScope(scopes);
        var context = contexts.Create(features);
        try
        {
            context.RequestServices = scope.ServiceProvider;
            context.RequestAborted = ct;
            await App!(context);
            await context.Response.CompleteAsync();
            return new Rendered(context.Response.StatusCode, context.Response.Headers, body.ToArray(), rendering);
        }
        finally
        {
            contexts.Dispose(context);
        }
    }

    private static Uri Site(IServer server, IConfiguration configuration)
    {
        if (configuration["PublicUrl"] is { Length: > 0 } known)
        {
            return new Uri(known);
        }

        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        return new Uri(address.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal));
    }
}
