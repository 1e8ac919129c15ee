using System.Collections.Concurrent;

namespace OneStop.Observatory.OpenData;

/// <summary>Rows that are computed once: a year of the moon costs a tenth of a second. The days that may be asked for bound it.</summary>
internal sealed class Remembered<TKey>(Func<TKey, IReadOnlyList<string>> compute)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, IReadOnlyList<string>> rows = new();

    internal IReadOnlyList<string> this[TKey key] => rows.GetOrAdd(key, compute);
}
