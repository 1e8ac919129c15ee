using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Assessment;

/// <summary>Assesses what is on a truck, in the write that put it there or changed it.</summary>
internal sealed class AssessConsignments(ActiveRules active, TimeProvider time) : IReassess
{
    /// <summary>Assesses the consignments, moves each along and keeps why. The truck's lane is for the caller to draw.</summary>
    internal async Task AssessAsync(Write write, Bundle bundle, IReadOnlyList<Consignment> consignments, CancellationToken ct)
    {
        var (db, steps) = (write.Get<RoadCargoDb>(), write.Get<ConsignmentSteps>());
        var (number, rules) = await active.InForceAsync(db, ct);
        var now = time.GetStoredNow();
        var today = HongKong.DayOf(now);
        var traders = consignments.Select(consignment => consignment.Trader).Distinct().ToList();
        var records = await db.TraderRecords.AsNoTracking().Where(record => traders.Contains(record.Trader)).ToDictionaryAsync(record => record.Trader, ct);
        foreach (var unknown in traders.Where(trader => !records.ContainsKey(trader)))
        {
            db.AddOnce(new TraderRecord { Trader = unknown, FirstOn = today });
        }

        foreach (var consignment in consignments)
        {
            var facts = Facts(consignment, bundle, records.GetValueOrDefault(consignment.Trader), today);
            var verdict = rules.Assess(facts);
            steps.Assessed(consignment, inspect: verdict.Lane == Lane.Inspect || consignment.State == ConsignmentState.SelectedForInspection);
            db.Assessments.Add(new StoredAssessment
            {
                Id = Ids.New(),
                Ccrn = consignment.Ccrn,
                Edition = consignment.Edition,
                Bundle = bundle.Id,
                Day = today,
                At = now,
                RuleSet = number,
                Lane = verdict.Lane,
                Score = verdict.Score,
                Reasons = JsonSerializer.Serialize(verdict.Reasons, CargoJson.Options),
                Facts = JsonSerializer.Serialize(facts, CargoJson.Options),
            });
        }
    }

    /// <summary>What changed must be looked at anew: its time begins again, and never becomes earlier.</summary>
    public async Task AmendedAsync(Write write, Consignment consignment, CancellationToken ct)
    {
        var db = write.Get<RoadCargoDb>();
        if (consignment.Bundle is not { } id || await db.Bundles.SingleOrDefaultAsync(bundle => bundle.Id == id, ct) is not { State: BundleState.Active } bundle)
        {
            return;
        }

        await AssessAsync(write, bundle, [consignment], ct);
        var now = time.GetStoredNow();
        var others = await write.Get<ConsignmentSteps>().FindAsync(bundle.Ccrns, ct);
        var earliest = EarliestCrossing.Of(now, ControlPoint.Find(bundle.ControlPoint, HongKong.DayOf(now))!);
        bundle.Assessed(LaneOf(others), earliest > bundle.EarliestCrossing ? earliest : bundle.EarliestCrossing);
    }

    /// <summary>A truck is what the worst of its consignments is.</summary>
    internal static Lane LaneOf(IReadOnlyList<Consignment> consignments) =>
        consignments.Any(consignment => consignment.State == ConsignmentState.Detained) ? Lane.Held
        : consignments.Any(consignment => consignment.State == ConsignmentState.SelectedForInspection) ? Lane.Inspect
        : Lane.Clear;

    private static CargoFacts Facts(Consignment consignment, Bundle bundle, TraderRecord? record, DateOnly today) => new(
        Ccrn.Format(consignment.Ccrn), consignment.Edition, consignment.Direction.ToString().ToLower(CultureInfo.InvariantCulture), consignment.PackageCount, consignment.PackageKind,
        consignment.Packages, consignment.Articles, consignment.ConsignorName, consignment.ConsignorAddress, consignment.ConsigneeName, consignment.ConsigneeAddress,
        consignment.ExpectedOn, today, bundle.Plate, bundle.ControlPoint,
        record is null ? TraderHistory.New : new TraderHistory(record.Crossings, record.Inspections, record.Detentions, today.DayNumber - record.FirstOn.DayNumber));
}
