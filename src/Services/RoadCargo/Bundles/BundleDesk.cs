using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Bundles;

/// <summary>What truckers do: put consignments on a truck, put them on otherwise, take them off. Each act is one write.</summary>
internal sealed class BundleDesk(Writes writes, AssessConsignments assess, TimeProvider time)
{
    internal const string CodePrefix = "TR";

    /// <summary>Puts consignments on a truck and says when it may cross. Asked again for what stands, it answers that.</summary>
    internal Task<BundleOutcome> BundleAsync(BundleOrder order, Guid trucker, Guid caller, CancellationToken ct)
    {
        var now = time.GetStoredNow();
        var today = HongKong.DayOf(now);
        var (plate, point) = (Plates.Parse(order.Plate, today), ControlPoint.Find(order.ControlPoint, today));
        var (ccrns, problems) = Read(order.Ccrns ?? [], today);
        if (plate is null)
        {
            problems.Insert(0, new("plate", string.IsNullOrWhiteSpace(order.Plate) ? "plate.missing" : "plate.format", string.IsNullOrWhiteSpace(order.Plate) ? "roadcargo.bundle.problem.plate-missing" : "roadcargo.bundle.problem.plate"));
        }

        if (point is null)
        {
            problems.Add(new("controlPoint", "control-point.unknown", "roadcargo.bundle.problem.control-point") { Args = [string.Join(", ", ControlPoint.On(today).Select(one => one.Code))] });
        }

        return problems.Count > 0 ? Task.FromResult(new BundleOutcome(null, problems)) : writes.RunAsync(async write =>
        {
            var (db, steps) = (write.Get<RoadCargoDb>(), write.Get<ConsignmentSteps>());
            var load = Bundle.LoadOf(ccrns);
            if (await db.Bundles.AsNoTracking().FirstOrDefaultAsync(bundle => bundle.Plate == plate && bundle.State == BundleState.Active && bundle.Trucker == trucker && bundle.ControlPoint == point!.Code && bundle.Load == load, ct) is { } same)
            {
                return new BundleOutcome(same) { IsRepeated = true };
            }

            var before = order.Replaces is { } replaced ? await db.Bundles.SingleOrDefaultAsync(bundle => bundle.Id == replaced && bundle.Trucker == trucker, ct) : null;
            if (order.Replaces is not null && before is not { State: BundleState.Active })
            {
                return before is null ? BundleOutcome.NotFound : BundleOutcome.Ended(before);
            }

            var there = before is null ? [] : await steps.FindAsync(before.Ccrns, ct);
            if (there.Any(consignment => !consignment.Allows(ConsignmentAct.Unbundle)))
            {
                return BundleOutcome.Inspected(before!);
            }

            var wanted = await steps.FindAsync(ccrns, ct);
            if (Check(ccrns, wanted, before?.Id) is { Count: > 0 } wrong)
            {
                return new BundleOutcome(null, wrong);
            }

            var bundle = new Bundle
            {
                Id = Ids.New(),
                Code = ReferenceNumber.New(CodePrefix),
                Plate = plate!,
                Bound = Bundle.BoundOf(wanted[0].Direction),
                ControlPoint = point!.Code,
                Trucker = trucker,
                BundledBy = caller,
                BundledAt = now,
                Load = load,
                EarliestCrossing = before is null
                    ? EarliestCrossing.Of(now, point)
                    : EarliestCrossing.Again(LoadOf(before), new Load(plate!, point.Code, ccrns.ToHashSet()), before.EarliestCrossing, now, point),
            };
            if (before is not null)
            {
                Dissolve(before, there, steps, now);
            }

            foreach (var consignment in wanted)
            {
                steps.Bundle(consignment, bundle.Id, StepBy.Trucker);
            }

            await assess.AssessAsync(write, bundle, wanted, ct);
            bundle.Assessed(AssessConsignments.LaneOf(wanted), bundle.EarliestCrossing);
            db.Bundles.Add(bundle);
            await RecordAsync(write, bundle, before is null ? "bundle.made" : "bundle.made-anew", ct);
            return new BundleOutcome(bundle);
        }, ct);
    }

    /// <summary>Takes everything off the truck; asked again, it is done.</summary>
    internal Task<BundleOutcome> DissolveAsync(Guid id, IReadOnlyCollection<Guid> truckers, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var (db, steps) = (write.Get<RoadCargoDb>(), write.Get<ConsignmentSteps>());
        if (await db.Bundles.SingleOrDefaultAsync(bundle => bundle.Id == id && truckers.Contains(bundle.Trucker), ct) is not { } found)
        {
            return BundleOutcome.NotFound;
        }

        if (found.State != BundleState.Active)
        {
            return found.State == BundleState.Dissolved ? new BundleOutcome(found) : BundleOutcome.Ended(found);
        }

        var consignments = await steps.FindAsync(found.Ccrns, ct);
        if (consignments.Any(consignment => !consignment.Allows(ConsignmentAct.Unbundle)))
        {
            return BundleOutcome.Inspected(found);
        }

        Dissolve(found, consignments, steps, time.GetStoredNow());
        await RecordAsync(write, found, "bundle.dissolved", ct);
        return new BundleOutcome(found);
    }, ct);

    private static void Dissolve(Bundle bundle, IReadOnlyList<Consignment> consignments, ConsignmentSteps steps, DateTimeOffset now)
    {
        foreach (var consignment in consignments)
        {
            steps.Unbundle(consignment, StepBy.Trucker);
        }

        bundle.Dissolve(now);
    }

    private static Load LoadOf(Bundle bundle) => new(bundle.Plate, bundle.ControlPoint, bundle.Ccrns.ToHashSet());

    private static (List<long> Ccrns, List<RuleProblem> Problems) Read(IReadOnlyList<string?> typed, DateOnly today)
    {
        var most = BundlingRule.On(today).MostConsignments;
        if (typed.Count == 0 || typed.Count > most)
        {
            return ([], [typed.Count == 0 ? new("ccrns", "ccrns.missing", "roadcargo.bundle.problem.none") : new("ccrns", "ccrns.too-many", "roadcargo.bundle.problem.too-many") { Args = [most] }]);
        }

        List<long> ccrns = [];
        List<RuleProblem> problems = [];
        for (var i = 0; i < typed.Count; i++)
        {
            if (Ccrn.Parse(typed[i]) is not { } ccrn)
            {
                problems.Add(new($"ccrns/{i}", "ccrn.format", "roadcargo.bundle.problem.ccrn"));
            }
            else if (!ccrns.Contains(ccrn))
            {
                ccrns.Add(ccrn);
            }
        }

        return (ccrns, problems);
    }

    /// <param name="before">The bundle that is replaced: what is on it may be put on again.</param>
    private static List<RuleProblem> Check(List<long> ccrns, IReadOnlyList<Consignment> found, Guid? before)
    {
        List<RuleProblem> problems = [];
        var byCcrn = found.ToDictionary(consignment => consignment.Ccrn);
        var bound = found.Count > 0 ? Bundle.BoundOf(found[0].Direction) : default;
        for (var i = 0; i < ccrns.Count; i++)
        {
            RuleProblem Wrong(string code) => new($"ccrns/{i}", $"ccrn.{code}", $"roadcargo.bundle.problem.{code}") { Args = [Ccrn.Format(ccrns[i])] };
            if (!byCcrn.TryGetValue(ccrns[i], out var consignment))
            {
                problems.Add(Wrong("unknown"));
            }
            else if (!consignment.Allows(ConsignmentAct.Bundle) && (before is null || consignment.Bundle != before))
            {
                problems.Add(Wrong(consignment.Bundle is not null && consignment.State != ConsignmentState.Crossed ? "bundled" : "ended"));
            }
            else if (Bundle.BoundOf(consignment.Direction) != bound)
            {
                problems.Add(Wrong("other-way"));
            }
        }

        return problems;
    }

    private static Task RecordAsync(Write write, Bundle bundle, string action, CancellationToken ct) =>
        write.Get<IAudit>().RecordAsync(new AuditLine(action, $"bundle/{bundle.Id}", Facts: new Dictionary<string, string> { ["plate"] = bundle.Plate, ["controlPoint"] = bundle.ControlPoint, ["load"] = bundle.Load }), ct);
}

/// <param name="Replaces">The bundle whose place this one takes, in the same step.</param>
internal sealed record BundleOrder(string? Plate, IReadOnlyList<string?>? Ccrns, string? ControlPoint, Guid? Replaces);

/// <param name="Bundle">Null: there is none.</param>
/// <param name="Conflict">It has moved on.</param>
internal sealed record BundleOutcome(Bundle? Bundle, IReadOnlyList<RuleProblem> Problems, bool Conflict = false)
{
    internal static readonly BundleOutcome NotFound = new(null, []);

    internal BundleOutcome(Bundle bundle)
        : this(bundle, [])
    {
    }

    internal bool IsRepeated { get; init; }

    internal bool IsDone => Bundle is not null && Problems.Count == 0;

    internal static BundleOutcome Ended(Bundle bundle) =>
        new(bundle, [new("", "bundle.ended", $"roadcargo.bundle.problem.bundle-{(bundle.State == BundleState.Crossed ? "crossed" : "dissolved")}")], Conflict: true);

    internal static BundleOutcome Inspected(Bundle bundle) => new(bundle, [new("", "bundle.inspected", "roadcargo.bundle.problem.inspected")], Conflict: true);
}
