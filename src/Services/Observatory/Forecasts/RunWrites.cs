using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Forecasts;

/// <summary>Stores a run; every node maps it within seconds. The newest few stay whole, of older ones only what was verified against is kept.</summary>
internal static class RunWrites
{
    internal const string Lock = "observatory.runs";
    private const int Kept = 3;

    internal static async Task StoreAsync(Write write, DateTimeOffset runAt, byte[] grid, CancellationToken ct)
    {
        var db = write.Get<ObservatoryDb>();
        var old = await db.Runs.OrderByDescending(run => run.RunAt).Skip(Kept - 1).Select(run => run.Id).ToListAsync(ct);
        await db.Runs.Where(run => old.Contains(run.Id)).ExecuteDeleteAsync(ct);
        db.Runs.Add(new ForecastRun { Id = Ids.New(), RunAt = runAt, Hash = GridFile.HashOf(grid), Grid = grid });
    }
}
