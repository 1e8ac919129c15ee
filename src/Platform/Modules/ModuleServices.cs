using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Jobs;

namespace OneStop.Platform.Modules;

/// <summary>What a module's door says most often.</summary>
public static class ModuleServices
{
    /// <summary>The module's database context: read from it anywhere, write to it inside <see cref="Writes.RunAsync{T}"/>.</summary>
    public static IServiceCollection AddModuleDb<TDb>(this IServiceCollection services)
        where TDb : ModuleDb
    {
        services.AddSingleton<ModuleDbPool<TDb>>();
        services.AddScoped(scope => scope.GetRequiredService<ModuleDbPool<TDb>>().Rent(scope));
        services.AddSingleton(new ModuleDbType(typeof(TDb)));
        return services;
    }

    /// <summary>Hears an event at least once, in order for each key; see <see cref="IEventHandler{TEvent}"/>.</summary>
    public static IServiceCollection AddEventHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : class, IEvent
        where THandler : class, IEventHandler<TEvent>
    {
        services.AddScoped<THandler>();
        services.AddSingleton(EventSubscription.For<TEvent, THandler>());
        return services;
    }

    /// <summary>Work on a schedule, done once across all nodes. The schedule is a Quartz cron expression in Hong Kong time.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, string cron)
        where TJob : class, IScheduledJob
    {
        services.AddScoped<TJob>();
        services.AddSingleton(new JobSchedule(name, cron, typeof(TJob)));
        return services;
    }

    public static IServiceCollection AddDemoData<TDemo>(this IServiceCollection services)
        where TDemo : class, IDemoData
    {
        services.AddScoped<TDemo>();
        services.AddScoped<IDemoData>(scope => scope.GetRequiredService<TDemo>());
        return services;
    }
}
