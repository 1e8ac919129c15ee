using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Audit.Chain;

/// <summary>Chains new lines every second, on every node; the chain's lock lets one at a time.</summary>
internal sealed partial class ChainLoop(IServiceScopeFactory scopes, ILogger<ChainLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await TickAsync(timer, stopping))
        {
            await ExtendAsync(stopping);
        }
    }

    public override async Task StopAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        await ExtendAsync(ct);
    }

    private async Task ExtendAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("audit chain");
            await scope.ServiceProvider.GetRequiredService<AuditChain>().ExtendAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the next start, or another node, goes on where this one was.
        }
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The audit chain could not be extended; trying again in a second.")]
    private partial void LogFailed(Exception e);
}
