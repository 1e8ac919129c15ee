using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Data;

/// <summary>A module's contexts that are in nobody's hands.</summary>
internal sealed class ModuleDbPool<TDb> : IDisposable
    where TDb : ModuleDb
{
    private const int Most = 64;
    private static readonly ObjectFactory<TDb> Create = ActivatorUtilities.CreateFactory<TDb>([]);
    private readonly ConcurrentQueue<TDb> resting = new();
    private readonly Action<ModuleDb> giveBack;

    public ModuleDbPool() => giveBack = db => Keep((TDb)db);

    internal TDb Rent(IServiceProvider scope)
    {
        var db = resting.TryDequeue(out var rested) ? rested : Create(scope, []);
        db.Join(scope.GetRequiredService<Unit>(), giveBack);
        return db;
    }

    public void Dispose()
    {
        while (resting.TryDequeue(out var db))
        {
            db.Dispose();
        }
    }

    private void Keep(TDb db)
    {
        if (resting.Count < Most)
        {
            resting.Enqueue(db);
        }
        else
        {
            db.Dispose();
        }
    }
}
