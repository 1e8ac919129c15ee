using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Filings.Definitions;

/// <summary>While a file is tried: puts each saved change online within half a second.</summary>
internal sealed partial class WatchDefinitions(DefinitionFolder folder, IServiceScopeFactory scopes, Definitions definitions, TimeProvider time, ILogger<WatchDefinitions> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = folder.ChangedAt;
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (folder.ChangedAt is var now && now != seen)
            {
                seen = now;
                await ReloadAsync(stoppingToken);
            }
        }
    }

    public async Task ReloadAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("e-service on trial");
            await scope.ServiceProvider.GetRequiredService<LoadDefinitions>().ReloadAsync(ct);
            if (definitions.Broken.Count == 0)
            {
                LogTaken(string.Join(", ", definitions.Online.Select(definition => $"{definition.Code} version {definition.Version}")));
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The change is online: {EServices}.")]
    private partial void LogTaken(string eServices);

    [LoggerMessage(LogLevel.Error, "The change could not be read; the next one is tried again.")]
    private partial void LogFailed(Exception e);
}
