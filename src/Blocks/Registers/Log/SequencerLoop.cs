using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;
using OneStop.Registers.Log.Feeds;

namespace OneStop.Registers.Log;

/// <summary>Sequences every second, on every node; the log's lock lets one at a time. What a node leaves undone the next one does.</summary>
internal sealed partial class SequencerLoop(IServiceScopeFactory scopes, SignedLogs signed, ILogger<SequencerLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await RunOnceAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task RunOnceAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("register sequencer");
            await scope.ServiceProvider.GetRequiredService<Sequencer>().RunAsync(ct);
            if (signed.HasListeners)
            {
                var db = scope.ServiceProvider.GetRequiredService<RegistersDb>();
                signed.Tell(await db.Logs.ToDictionaryAsync(log => log.Register, log => log.SignedSize, StringComparer.Ordinal, ct));
            }
        }
        catch (LogContradictedException e)
        {
            LogTouched(e.Message);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Critical, "{What}")]
    private partial void LogTouched(string what);

    [LoggerMessage(LogLevel.Error, "The registers' logs could not be brought forward; trying again in a second.")]
    private partial void LogFailed(Exception e);
}
