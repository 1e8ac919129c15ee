using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Modules;

namespace OneStop.Platform.PublicPages;

internal static class Pipeline
{
    /// <summary><c>PublicPages: false</c> leaves every page to the app.</summary>
    private static bool IsOn(IConfiguration configuration) => configuration.GetValue("PublicPages", true);

    internal static void AddPublicPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PublishedPages>();
        services.AddSingleton<WatchedData>();
        services.AddSingleton<DataObserver>();
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<Renderer>();
        services.AddSingleton<ServePublished>();
        services.AddSingleton<ServeConnection>();
        services.AddSingleton<PublishOnAsk>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<ChangeWatch>();
        services.AddSingleton<PublishedFiles>();
        services.AddSingleton<PublishedMetrics>();
        services.AddJob<ForgetDataChanges>("platform.forget-data-changes", "0 25 3 * * ?");
        if (IsOn(configuration))
        {
            services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                var connections = endpoint.ApplicationServices.GetRequiredService<ServeConnection>();
                endpoint.Use(next => connection => connections.RunAsync(connection, next));
            }));
            services.AddHostedService(provider => provider.GetRequiredService<ChangeWatch>());
            services.AddHostedService(provider => provider.GetRequiredService<Publisher>());
            services.AddHostedService<Squeeze>();
        }
    }

    /// <summary>Answers from memory, first of all.</summary>
    internal static void UsePublished(this WebApplication app)
    {
        if (!IsOn(app.Configuration))
        {
            return;
        }

        _ = app.Services.GetRequiredService<PublishedMetrics>();
        var serve = app.Services.GetRequiredService<ServePublished>();
        var renderer = app.Services.GetRequiredService<Renderer>();
        ((IApplicationBuilder)app).Use(next =>
        {
            renderer.App = next;
            return context => serve.Serve(context) ?? next(context);
        });
    }

    /// <summary>Has a page published when it is first asked for, last before the page.</summary>
    internal static void UsePublishingOnAsk(this WebApplication app)
    {
        if (!IsOn(app.Configuration))
        {
            return;
        }

        var (serve, onAsk) = (app.Services.GetRequiredService<ServePublished>(), app.Services.GetRequiredService<PublishOnAsk>());
        ((IApplicationBuilder)app).Use(next => context =>
            context.GetEndpoint()?.Metadata.GetMetadata<PublishedOnAskAttribute>() is not null
                && ServePublished.IsRead(context.Request.Method) && !context.Request.QueryString.HasValue && !serve.IsPersonal(context.Request)
                && context.User.Identity?.IsAuthenticated != true && context.Features.Get<Rendering>() is null
                ? onAsk.AnswerAsync(context, next)
                : next(context));
    }
}
