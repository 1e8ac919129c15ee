using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OneStop.Platform.Data;

/// <summary>
/// A reading query of a hot path, translated once: otherwise EF Core looks through its expression each time, which costs more than a
/// small query does. Say <c>AsNoTracking()</c> in it.
/// </summary>
public sealed class HotQuery<TDb, T1, T2, TResult>(Expression<Func<TDb, T1, T2, TResult>> query)
    where TDb : ModuleDb
{
    // Each engine has a model of its own.
    private readonly ConcurrentDictionary<IModel, Func<TDb, T1, T2, Task<TResult>>> compiled = new();

    public Task<TResult> RunAsync(TDb db, T1 first, T2 second) =>
        compiled.GetOrAdd(db.Model, static (_, query) => EF.CompileAsyncQuery(query), query)(db, first, second);
}
