using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Gate;

/// <summary>
/// Decides at the control point from its own list and its own journal, without asking anybody. Whatever is acknowledged is durable here
/// first; the centre hears it when it can.
/// </summary>
internal sealed class GateDesk(IServiceScopeFactory scopes, ExpectedTrucks expected, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);
    private readonly ConcurrentDictionary<Guid, byte> crossed = new();
    private readonly ConcurrentDictionary<(Guid Bundle, string Ccrn), InspectionOutcome> inspected = new();
    private readonly SemaphoreSlim one = new(1, 1);
    private long number;

    /// <summary>What happened here before this start is known again; what the centre has known for long is forgotten.</summary>
    internal async Task StartAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GateDb>();
        var old = time.GetUtcNow() - Kept;
        await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write => write.Get<GateDb>().Journal.Where(entry => entry.ToldAt < old).ExecuteDeleteAsync(ct), ct);
        await foreach (var row in db.Journal.AsNoTracking().OrderBy(entry => entry.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            number = row.Number;
            Remember(row.Entry);
        }
    }

    /// <summary>What the screen shows for a truck, from memory alone.</summary>
    internal Shown Look(string plate, Bound bound)
    {
        var now = time.GetUtcNow();
        var trucks = expected.Find(plate).Where(truck => truck.Bound == bound).ToList();
        var open = trucks.Where(truck => !crossed.ContainsKey(truck.Bundle)).ToList();
        var all = open.Select(truck => (Truck: truck, Instruction: Instructions.Of(BundleState.Active, LaneOf(truck), truck.EarliestCrossing, now))).ToList();
        var worst = all.Count == 0 && trucks.Count > 0 ? Instruction.Crossed : Instructions.Worst(all.Select(one => one.Instruction));
        return new Shown(
            plate, bound, worst, all.Count == 0 ? null : HongKong.At(all.Max(one => one.Truck.EarliestCrossing)), [.. open.Select(truck => truck.Bundle)],
            [.. open.SelectMany(truck => truck.ToInspect.Where(ccrn => !inspected.ContainsKey((truck.Bundle, ccrn))).Select(ccrn => new ToInspect(truck.Bundle, ccrn)))]);
    }

    /// <summary>Takes an entry down; a crossing that the screen does not allow takes an officer's words.</summary>
    internal async Task<EntryAnswer> RecordAsync(Entry entry, CancellationToken ct)
    {
        // One after another: two machines that tell of the same truck see each other.
        await one.WaitAsync(ct);
        try
        {
            var look = entry.Kind == EntryKind.Arrival ? null : Look(entry.Plate, entry.Bound);
            if (await IsThereAsync(entry.Id, ct))
            {
                return new(entry.Id, EntryOutcome.Repeated) { Instruction = look?.Instruction };
            }

            if (entry.Kind == EntryKind.Crossing)
            {
                entry = entry with { Shown = look!.Instruction, Bundles = look.Bundles };
            }

            if ((entry.Kind == EntryKind.Crossing && look!.Instruction != Instruction.Go && string.IsNullOrWhiteSpace(entry.Words))
                || (entry.Kind == EntryKind.Inspection && !look!.ToInspect.Contains(new ToInspect(entry.Bundle!.Value, Consignments.Ccrn.Format(entry.Consignment!.Value)))))
            {
                return new(entry.Id, EntryOutcome.Refused) { Instruction = look!.Instruction };
            }

            await using var scope = scopes.CreateAsyncScope();
            var next = number + 1;
            await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write =>
            {
                write.Get<GateDb>().Journal.Add(JournalEntry.Of(entry, next));
                return Task.CompletedTask;
            }, ct);
            number = next;
            Remember(entry);
            return new(entry.Id, EntryOutcome.Taken) { Instruction = look is null ? null : entry.Kind == EntryKind.Inspection ? Look(entry.Plate, entry.Bound).Instruction : look.Instruction };
        }
        finally
        {
            one.Release();
        }
    }

    private Lane LaneOf(ExpectedTruck truck) =>
        truck.Held.Count > 0 || truck.ToInspect.Any(ccrn => inspected.TryGetValue((truck.Bundle, ccrn), out var outcome) && outcome == InspectionOutcome.Detained) ? Lane.Held
        : truck.ToInspect.Any(ccrn => !inspected.ContainsKey((truck.Bundle, ccrn))) ? Lane.Inspect
        : Lane.Clear;

    private void Remember(Entry entry)
    {
        foreach (var bundle in entry.Kind == EntryKind.Crossing ? entry.Bundles ?? [] : [])
        {
            crossed[bundle] = 1;
        }

        if (entry is { Kind: EntryKind.Inspection, Bundle: { } its, Consignment: { } ccrn, Outcome: { } outcome })
        {
            inspected[(its, Consignments.Ccrn.Format(ccrn))] = outcome;
        }
    }

    private async Task<bool> IsThereAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GateDb>().Journal.AnyAsync(entry => entry.Id == id, ct);
    }
}

/// <summary>A truck as the screen at the control point shows it.</summary>
/// <param name="EarliestCrossing">Null where nothing of it is open.</param>
internal sealed record Shown(string Plate, Bound Bound, Instruction Instruction, DateTimeOffset? EarliestCrossing, IReadOnlyList<Guid> Bundles, IReadOnlyList<ToInspect> ToInspect);

internal sealed record ToInspect(Guid Bundle, string Ccrn);
