using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Crossings;

/// <summary>
/// Takes what happened at a control point into the records, each entry once however often it is told. A crossing that a control point
/// tells afterwards has happened: it is taken whatever the records say, and what does not fit is noted for somebody to look at.
/// </summary>
internal sealed class RecordEntries(Writes writes, Text text, TimeProvider time)
{
    internal const int Most = 500;

    /// <param name="told">The control point decided by itself and tells it now.</param>
    /// <param name="officer">Who sends them; an inspection told afterwards names its own.</param>
    internal Task<IReadOnlyList<EntryAnswer>> RunAsync(string point, IReadOnlyList<Entry> entries, bool told, Guid officer, CancellationToken ct) => writes.RunAsync(async write =>
    {
        // One control point's entries go in one after another: what is repeated is seen.
        await write.LockAsync($"roadcargo.control-point:{point}", ct);
        var db = write.Get<RoadCargoDb>();
        var there = await ThereAsync(db, entries, ct);
        List<EntryAnswer> answers = [];
        foreach (var entry in entries)
        {
            if (!there.Add(entry.Id))
            {
                answers.Add(new(entry.Id, EntryOutcome.Repeated));
                continue;
            }

            answers.Add(entry.Kind switch
            {
                EntryKind.Arrival => Arrive(db, point, entry),
                EntryKind.Crossing => await CrossAsync(write, point, entry, told, officer, ct),
                _ => await InspectAsync(write, point, entry, told, officer, ct),
            });
            await db.SaveChangesAsync(ct);
        }

        return (IReadOnlyList<EntryAnswer>)answers;
    }, ct);

    private static async Task<HashSet<Guid>> ThereAsync(RoadCargoDb db, IReadOnlyList<Entry> entries, CancellationToken ct)
    {
        var ids = entries.Select(entry => entry.Id).ToList();
        return
        [
            .. await db.Arrivals.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct),
            .. await db.Crossings.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct),
            .. await db.Inspections.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct),
        ];
    }

    private EntryAnswer Arrive(RoadCargoDb db, string point, Entry entry)
    {
        db.Arrivals.Add(new Arrival { Id = entry.Id, ControlPoint = point, Bound = entry.Bound, Plate = PlateOf(entry), At = Stored(entry.At), ReceivedAt = time.GetStoredNow() });
        return new(entry.Id, EntryOutcome.Taken);
    }

    private async Task<EntryAnswer> CrossAsync(Write write, string point, Entry entry, bool told, Guid officer, CancellationToken ct)
    {
        var (db, steps, plate, at, now) = (write.Get<RoadCargoDb>(), write.Get<ConsignmentSteps>(), PlateOf(entry), Stored(entry.At), time.GetStoredNow());
        var bundles = told
            ? await ToldAsync(db, entry, ct)
            : await db.Bundles.Where(bundle => bundle.Plate == plate && bundle.State == BundleState.Active && bundle.ControlPoint == point && bundle.Bound == entry.Bound).OrderBy(bundle => bundle.Id).ToListAsync(ct);
        var shown = told ? entry.Shown : Instructions.Worst(bundles.Select(bundle => bundle.Now(now)));
        if (!told && shown != Instruction.Go && string.IsNullOrWhiteSpace(entry.Words))
        {
            return new(entry.Id, EntryOutcome.Refused) { Instruction = shown };
        }

        List<string> wrong = [];
        foreach (var bundle in bundles)
        {
            if (bundle.State != BundleState.Active)
            {
                wrong.Add(bundle.State == BundleState.Crossed ? "crossed-before" : "dissolved-before");
                continue;
            }

            var consignments = await steps.FindAsync(bundle.Ccrns, ct);
            foreach (var consignment in consignments)
            {
                if (consignment.Allows(ConsignmentAct.Cross))
                {
                    steps.Crossed(consignment, point, at);
                }
                else
                {
                    wrong.Add("not-cleared");
                }
            }

            await CountAsync(db, consignments.Where(consignment => consignment.State == ConsignmentState.Crossed), record => record.Crossings, ct);
            bundle.Cross(at);
        }

        if (bundles.Count == 0 && shown != Instruction.Unknown)
        {
            wrong.Add("no-bundle");
        }

        var arrived = await db.Arrivals.Where(arrival => arrival.Plate == plate && arrival.ControlPoint == point && arrival.Bound == entry.Bound && arrival.At <= at && arrival.At > at.AddHours(-24))
            .OrderByDescending(arrival => arrival.At).Select(arrival => (DateTimeOffset?)arrival.At).FirstOrDefaultAsync(ct);
        db.Crossings.Add(new Crossing
        {
            Id = entry.Id,
            ControlPoint = point,
            Bound = entry.Bound,
            Plate = plate,
            At = at,
            ArrivedAt = arrived,
            Shown = shown,
            Words = entry.Words.Trim(),
            Bundles = string.Join(',', bundles.Select(bundle => bundle.Id)),
            Told = told,
            Discrepancy = wrong.Count == 0 ? null : string.Join(' ', wrong.Distinct()),
            ReceivedAt = now,
        });
        if (entry.Words.Length > 0)
        {
            await write.Get<IAudit>().RecordAsync(new AuditLine("crossing.let-through", $"crossing/{entry.Id}", Purpose: entry.Words, Facts: new Dictionary<string, string> { ["shown"] = shown.ToString(), ["officer"] = entry.Officer ?? officer.ToString() }), ct);
        }

        return new(entry.Id, EntryOutcome.Taken) { Instruction = shown, Discrepancy = wrong.Count == 0 ? null : wrong[0] };
    }

    private async Task<EntryAnswer> InspectAsync(Write write, string point, Entry entry, bool told, Guid officer, CancellationToken ct)
    {
        var (db, steps, now) = (write.Get<RoadCargoDb>(), write.Get<ConsignmentSteps>(), time.GetStoredNow());
        var (ccrn, release) = (entry.Consignment!.Value, entry.Outcome == InspectionOutcome.Released);
        var consignment = (await steps.FindAsync([ccrn], ct)).SingleOrDefault();
        var bundle = await db.Bundles.SingleOrDefaultAsync(one => one.Id == entry.Bundle, ct);
        var fits = consignment is not null && bundle is not null && consignment.Bundle == bundle.Id && consignment.State == ConsignmentState.SelectedForInspection;
        if (!fits && !told)
        {
            return new(entry.Id, EntryOutcome.Refused) { Instruction = bundle?.Now(now) ?? Instruction.Unknown };
        }

        db.Inspections.Add(new Inspection
        {
            Id = entry.Id,
            ControlPoint = point,
            Bundle = entry.Bundle!.Value,
            Ccrn = ccrn,
            Outcome = entry.Outcome!.Value,
            Findings = entry.Words.Trim(),
            Officer = told && !string.IsNullOrWhiteSpace(entry.Officer) ? entry.Officer : officer.ToString(),
            At = Stored(entry.At),
            Discrepancy = fits ? null : "not-selected",
            ReceivedAt = now,
        });
        if (!fits)
        {
            return new(entry.Id, EntryOutcome.Taken) { Discrepancy = "not-selected" };
        }

        steps.Inspected(consignment!, release, point, Stored(entry.At));
        await CountAsync(db, [consignment!], record => record.Inspections, ct);
        if (!release)
        {
            await CountAsync(db, [consignment!], record => record.Detentions, ct);
            await OpenCaseAsync(write, consignment!, entry, ct);
        }

        bundle!.Inspected(AssessConsignments.LaneOf(await steps.FindAsync(bundle.Ccrns, ct)));
        await write.Get<IAudit>().RecordAsync(new AuditLine(release ? "consignment.released" : "consignment.detained", $"consignment/{entry.Ccrn}", Facts: new Dictionary<string, string> { ["controlPoint"] = point, ["inspection"] = entry.Id.ToString() }), ct);
        return new(entry.Id, EntryOutcome.Taken) { Instruction = bundle.Now(now) };
    }

    private Task<Guid> OpenCaseAsync(Write write, Consignment consignment, Entry entry, CancellationToken ct) => write.Get<ICases>().OpenAsync(new OpenCase(
        Detention.Kind, entry.Id, Ccrn.Format(consignment.Ccrn), RoadCargoModule.Department, Detention.Role, text.All("roadcargo.detention.title", Ccrn.Format(consignment.Ccrn)),
        [new LocalizedText(entry.Words, entry.Words, entry.Words)], Detention.Choices(text), FourEyes: true), ct);

    private static async Task CountAsync(RoadCargoDb db, IEnumerable<Consignment> consignments, System.Linq.Expressions.Expression<Func<TraderRecord, int>> count, CancellationToken ct)
    {
        // In one order, so that two control points never wait for each other.
        foreach (var trader in consignments.GroupBy(consignment => consignment.Trader).OrderBy(group => group.Key))
        {
            var (id, more) = (trader.Key, trader.Count());
            var name = ((System.Linq.Expressions.MemberExpression)count.Body).Member.Name;
            await db.TraderRecords.Where(record => record.Trader == id)
                .ExecuteUpdateAsync(set => set.SetProperty(record => EF.Property<int>(record, name), record => EF.Property<int>(record, name) + more), ct);
        }
    }

    private static async Task<List<Bundle>> ToldAsync(RoadCargoDb db, Entry entry, CancellationToken ct)
    {
        var ids = entry.Bundles ?? [];
        return await db.Bundles.Where(bundle => ids.Contains(bundle.Id)).OrderBy(bundle => bundle.Id).ToListAsync(ct);
    }

    private string PlateOf(Entry entry) => Plates.Parse(entry.Plate, HongKong.DayOf(time.GetUtcNow()))!;

    private static DateTimeOffset Stored(DateTimeOffset at) => at.ToUniversalTime().AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}

internal enum EntryOutcome
{
    Taken,
    Repeated,
    Refused,
}

/// <param name="Id">The entry's.</param>
internal sealed record EntryAnswer(Guid Id, EntryOutcome Outcome)
{
    /// <summary>What the truck is told now.</summary>
    public Instruction? Instruction { get; init; }

    /// <summary>What did not fit: <c>dissolved-before</c>, <c>crossed-before</c>, <c>not-cleared</c>, <c>no-bundle</c>, <c>not-selected</c>.</summary>
    public string? Discrepancy { get; init; }
}
