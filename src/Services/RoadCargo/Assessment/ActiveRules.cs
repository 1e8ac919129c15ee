using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.RoadCargo.Assessment;

/// <summary>The rule set in force, ready. Its number is asked for each time; a set that was made ready once is kept, for a number's content never changes.</summary>
internal sealed class ActiveRules(FieldCipher cipher)
{
    private const int Kept = 8;
    private readonly ConcurrentDictionary<int, AssessCargo> ready = new();

    private static readonly HotQuery<RoadCargoDb, RuleSetState, int, int?> Newest = new((db, state, below) =>
        db.RuleSets.AsNoTracking().Where(set => set.State == state && set.Number > below).Select(set => (int?)set.Number).Max());

    /// <summary>Without any: the sample alone.</summary>
    internal RuleSet Initial => new(RuleSetReader.HighestScore, new Sample(20, cipher.KeyedHash("road-cargo.sample")), [], new Dictionary<string, IReadOnlyList<WatchedParty>>());

    internal async Task<(int Number, AssessCargo Rules)> InForceAsync(RoadCargoDb db, CancellationToken ct)
    {
        var number = await Newest.RunAsync(db, RuleSetState.Active, 0) ?? 0;
        return (number, await ReadyAsync(db, number, ct));
    }

    internal async Task<AssessCargo> ReadyAsync(RoadCargoDb db, int number, CancellationToken ct)
    {
        if (ready.TryGetValue(number, out var there))
        {
            return there;
        }

        var content = await db.RuleSets.AsNoTracking().Where(set => set.Number == number).Select(set => set.Content).SingleOrDefaultAsync(ct);
        var made = new AssessCargo(content is null ? Initial : RuleSetReader.ReadKept(content));
        if (ready.Count >= Kept)
        {
            ready.Clear();
        }

        return ready[number] = made;
    }
}
