using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Forecasts;

/// <summary>
/// The newest run on this node. Its bytes are in the database; each node writes them once below its data directory, named by their hash,
/// and maps them. A newer run is seen within seconds on every node, whoever wrote it; readers of the older one are not disturbed.
/// </summary>
internal sealed partial class ForecastGrids(IServiceScopeFactory scopes, DatabaseOptions options, ILogger<ForecastGrids> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private ForecastGrid? current;

    /// <summary>Null until there is a run. Take it once and ask that one: the next call may give a newer.</summary>
    internal ForecastGrid? Current => Volatile.Read(ref current);

    /// <summary>Looks for a newer run now.</summary>
    internal async Task RefreshAsync(CancellationToken ct)
    {
        await refreshing.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ObservatoryDb>();
            var newest = await db.Runs.OrderByDescending(run => run.RunAt).ThenByDescending(run => run.Id).Select(run => new { run.Id, run.Hash }).FirstOrDefaultAsync(ct);
            if (newest is null || newest.Hash == Current?.Hash)
            {
                return;
            }

            var path = Path.Combine(Directory.CreateDirectory(Path.Combine(options.DataDirectory, "forecasts")).FullName, $"{newest.Hash}.grid");
            if (!File.Exists(path))
            {
                var bytes = await db.Runs.Where(run => run.Id == newest.Id).Select(run => run.Grid).SingleAsync(ct);
                var unfinished = $"{path}.{Ids.New():N}";
                await File.WriteAllBytesAsync(unfinished, bytes, ct);
                File.Move(unfinished, path, overwrite: true);
            }

            Volatile.Write(ref current, new ForecastGrid(GridFile.Map(path, newest.Hash)));
            foreach (var old in Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Where(file => file != path))
            {
                File.Delete(old);
            }
        }
        finally
        {
            refreshing.Release();
        }
    }

    public override async Task StartAsync(CancellationToken ct)
    {
        await TryRefreshAsync(ct);
        await base.StartAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(ct))
        {
            await TryRefreshAsync(ct);
        }
    }

    public override void Dispose()
    {
        refreshing.Dispose();
        base.Dispose();
    }

    private async Task TryRefreshAsync(CancellationToken ct)
    {
        try
        {
            await RefreshAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The newest forecast run could not be read; the one before stays.")]
    private partial void LogFailed(Exception e);
}
