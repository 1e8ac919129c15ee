using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Forecasts;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;

namespace OneStop.Observatory.Skill;

/// <summary>Keeps of each new run what it forecasts for the stations.</summary>
internal sealed class KeepPoints(ForecastGrids grids, ObservatoryDb db, Writes writes) : IScheduledJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (grids.Current is { } grid && !await db.Points.AnyAsync(point => point.RunAt == grid.RunAt, ct))
        {
            var points = PointForecast.Of(grid).ToList();
            await writes.RunAsync(write => write.Get<ObservatoryDb>().InsertManyAsync(points, ct), ct);
        }
    }
}
