using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Jobs;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Secrets;
using OneStop.Platform.Telemetry;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Platform.Web.Developers;

namespace OneStop.Platform;

/// <summary>Puts a government together from its modules. The Host gives all of them; a module's tests give it and the blocks it needs.</summary>
public static class OneStopApp
{
    public static WebApplication Build(
        string[] args, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? first = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Web.Limits.RequestBytes;
        });
        builder.WebHost.UseSockets(sockets =>
        {
            // The runtime hands what a socket tells to the thread pool already, and sees to it that a handler that blocks holds up no other
            // connection: to hand it over once more is a third of what a published page costs.
            sockets.UnsafePreferInlineScheduling = true;
            // Asking first whether there is anything costs each request a call of the kernel; not asking, each idle connection 4 KB.
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        // Without it the host makes an activity for every request, also for what is served from memory; UseTraces gives the others theirs.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        configure?.Invoke(builder);
        var enabled = modules.Where(module => builder.Configuration.GetValue($"Modules:{module.Name}", true)).ToList();
        AddKernel(builder.Services, builder.Configuration, enabled);
        foreach (var module in enabled)
        {
            module.AddServices(builder.Services, builder.Configuration);
        }

        var app = builder.Build();
        first?.Invoke(app);
        UsePipeline(app);
        app.MapRazorPages();
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json").AllowAnonymous();
        app.MapTelemetry();
        foreach (var module in enabled)
        {
            module.MapEndpoints(app);
        }

        DeniedByDefault.Check(app);
        EndpointNames.Check(app);
        return app;
    }

    /// <summary>Brings the tables up to date and, where asked for (<c>Demo</c>), fills in demonstration data. Before the first request.</summary>
    public static async Task PrepareAsync(this WebApplication app, CancellationToken ct = default)
    {
        await app.Services.GetRequiredService<Data.Migrations>().RunAsync(ct);
        await using (var first = app.Services.CreateAsyncScope())
        {
            foreach (var preparation in first.ServiceProvider.GetServices<IPreparation>())
            {
                await preparation.PrepareAsync(ct);
            }
        }

        if (!app.Configuration.GetValue<bool>("Demo"))
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        foreach (var demos in scope.ServiceProvider.GetServices<IDemoData>().GroupBy(demo => demo.Order).OrderBy(demos => demos.Key))
        {
            await Task.WhenAll(demos.Select(demo => Task.Run(() => FillAsync(app, demo.GetType(), ct), ct)));
        }
    }

    private static async Task FillAsync(WebApplication app, Type demo, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await ((IDemoData)scope.ServiceProvider.GetRequiredService(demo)).FillAsync(ct);
    }

    private static void AddKernel(IServiceCollection services, IConfiguration configuration, List<IModule> modules)
    {
        var database = Settings.Database(configuration);
        services.AddSingleton(database);
        services.AddSingleton<Database>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new NodeName(configuration["Node"] ?? Environment.MachineName));
        services.AddScoped(scope => new Unit(scope.GetRequiredService<Database>(), scope.GetRequiredService<WatchedData>(), scope.GetRequiredService<DataObserver>()));
        services.AddScoped<ProcessContext>();
        services.AddScoped<Write>();
        services.AddSingleton<BlindWrites>();
        services.AddScoped(scope => new Writes(
            scope, scope.GetRequiredService<Unit>(), scope.GetRequiredService<ProcessContext>(), scope.GetRequiredService<IWriteEngine>(), scope.GetRequiredService<BlindWrites>()));
        services.AddSingleton<Data.Migrations>();
        if (database.Kind == DatabaseKind.Sqlite)
        {
            services.AddSingleton<IWriteEngine, SqliteLane>();
        }
        else
        {
            services.AddSingleton<IWriteEngine, PostgresWrites>();
        }

        services.AddModuleDb<PlatformDb>();
        services.AddSingleton<EventSubscriptions>();
        services.AddSingleton<EventSignal>();
        services.AddScoped<ParkedEvents>();
        services.AddJob<ForgetEvents>("platform.forget-events", "0 20 3 * * ?");
        services.AddSingleton<DeliverEvent>();
        services.AddHostedService<Dispatcher>();
        if (configuration.GetValue("Jobs", true))
        {
            services.AddJobs();
        }

        services.AddSingleton(new FieldCipher(FieldCipher.LoadOrCreateMasterKey(configuration["Secrets:MasterKey"], database.DataDirectory)));
        services.AddDataProtection().SetApplicationName("OneStop");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory, FieldCipher>((keys, scopes, cipher) => keys.XmlRepository = new ProtectionKeys(scopes, cipher));

        services.AddSingleton(new TextCatalogue([typeof(OneStopApp).Assembly, .. modules.Select(module => module.GetType().Assembly)]));
        services.AddSingleton<Text>();
        services.AddTelemetry(configuration);
        AddWeb(services, configuration, modules);
    }

    private static void AddWeb(IServiceCollection services, IConfiguration configuration, List<IModule> modules)
    {
        var pages = services.AddRazorPages(options =>
        {
            options.RootDirectory = "/";
            options.Conventions.Add(new Languages.Prefix());
        });
        foreach (var assembly in modules.Select(module => module.GetType().Assembly).Append(typeof(OneStopApp).Assembly).Distinct())
        {
            pages.AddApplicationPart(assembly);
        }

        pages.AddMvcOptions(options => options.Filters.Add<ExpiredForm>());
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingWords>();

        services.Configure<RouteOptions>(routes => routes.ConstraintMap["lang"] = typeof(Languages.Constraint));
        // Chinese is written as it is, not as entities: half the bytes and readable source.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
        });
        services.AddSingleton<Assets>();
        services.AddScoped<SiteFrame>();
        services.AddProblemDetails();
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
        services.AddSingleton<ApiReference>();
        services.AddPublication<Reference>();
        services.AddNavigation(new NavigationLink("platform.developers.link", "/developers", NavigationPlace.Footer, 90));
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddAuthentication();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        services.AddSingleton<IAuthorizationPolicyProvider, AccessPolicies>();
        services.AddPublicPages(configuration);
        services.AddRateLimiter(options => Limits.Configure(options, configuration));
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UsePublished();
        app.UseHeadAsGet();
        app.UseTraces();
        app.UseSecurityHeaders();
        app.UseLanguages();
        app.UseFailures();
        app.UseAssets();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseUnmatched();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseProcessContext();
        app.UsePublishingOnAsk();
    }
}
