using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments;

/// <param name="Consignment">As it is after the change, or as it stands in the way of it; null where there is none.</param>
/// <param name="Conflict">It is not in a state for this, or not as it was seen.</param>
/// <param name="IsChanged">False where it was so already.</param>
internal sealed record ChangeOutcome(Consignment? Consignment, IReadOnlyList<RuleProblem> Problems, bool Conflict = false, bool IsChanged = false)
{
    internal static readonly ChangeOutcome NotThere = new(null, []);

    internal bool IsDone => Consignment is not null && Problems.Count == 0;
}

/// <summary>Its trader amends or cancels a consignment. What was said before is kept; on a truck already, it is assessed again in the same write.</summary>
internal sealed class ChangeConsignment(Writes writes, TimeProvider time)
{
    /// <param name="seen">The version of the row that the change was made on; null for whatever there is.</param>
    internal Task<ChangeOutcome> AmendAsync(long ccrn, TypedConsignment typed, int? seen, Lodger lodger, CancellationToken ct) =>
        ChangeAsync(ccrn, ConsignmentAct.Amend, seen, lodger, async (write, consignment) =>
        {
            var one = ConsignmentRules.Check(typed, HongKong.Today(time), consignment.ExpectedOn);
            if (!one.IsRight)
            {
                return one.Problems;
            }

            var before = ConsignmentContent.Of(consignment);
            if (before == one.Content)
            {
                return [];
            }

            write.Get<RoadCargoDb>().Former.Add(new FormerContent
            {
                Ccrn = ccrn,
                Edition = consignment.Edition,
                Content = JsonSerializer.Serialize(before, CargoJson.Options),
                EndedAt = time.GetStoredNow(),
                EndedBy = lodger.By,
            });
            one.Content!.ApplyTo(consignment);
            consignment.Edition++;
            write.Get<ConsignmentSteps>().Take(consignment, ConsignmentAct.Amend, StepBy.Trader);
            if (consignment.Bundle is not null)
            {
                foreach (var reassess in write.Get<IEnumerable<IReassess>>())
                {
                    await reassess.AmendedAsync(write, consignment, ct);
                }
            }

            return [];
        }, ct);

    internal Task<ChangeOutcome> CancelAsync(long ccrn, int? seen, Lodger lodger, CancellationToken ct) =>
        ChangeAsync(ccrn, ConsignmentAct.Cancel, seen, lodger, (write, consignment) =>
        {
            write.Get<ConsignmentSteps>().Take(consignment, ConsignmentAct.Cancel, StepBy.Trader);
            return Task.FromResult<IReadOnlyList<RuleProblem>>([]);
        }, ct);

    private Task<ChangeOutcome> ChangeAsync(
        long ccrn, ConsignmentAct act, int? seen, Lodger lodger, Func<Write, Consignment, Task<IReadOnlyList<RuleProblem>>> change, CancellationToken ct) =>
        writes.RunAsync(async write =>
        {
            var db = write.Get<RoadCargoDb>();
            // What is archived is over: it is found, and nothing is allowed any more.
            var found = await db.Consignments.SingleOrDefaultAsync(consignment => consignment.Ccrn == ccrn && consignment.Trader == lodger.For, ct)
                ?? (await db.Archive.AsNoTracking().SingleOrDefaultAsync(archived => archived.Ccrn == ccrn && archived.Trader == lodger.For, ct))?.Open().Consignment;
            if (found is not { } consignment)
            {
                return ChangeOutcome.NotThere;
            }

            if (act == ConsignmentAct.Cancel && consignment.State == ConsignmentState.Cancelled)
            {
                return new(consignment, []);
            }

            if (seen is { } version && version != consignment.Version)
            {
                return new(consignment, [new("", "consignment.changed", "roadcargo.problem.changed")], Conflict: true);
            }

            if (!consignment.Allows(act))
            {
                var cure = act == ConsignmentAct.Cancel && consignment.Allows(ConsignmentAct.Unbundle) ? "bundled" : "state";
                return new(consignment, [new("", $"consignment.{cure}", $"roadcargo.problem.{cure}", ConsignmentRules.Law) { Args = [Ccrn.Format(ccrn)] }], Conflict: true);
            }

            var before = (consignment.Edition, consignment.State);
            var problems = await change(write, consignment);
            var isChanged = before != (consignment.Edition, consignment.State);
            if (isChanged)
            {
                await write.Get<IAudit>().RecordAsync(new AuditLine($"consignment.{(act == ConsignmentAct.Amend ? "amended" : "cancelled")}", $"consignment/{Ccrn.Format(ccrn)}"), ct);
            }

            return new(consignment, problems, IsChanged: isChanged);
        }, ct);
}
