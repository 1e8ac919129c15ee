using Microsoft.EntityFrameworkCore;
using OneStop.Cases.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Crossings;

/// <summary>A detained consignment as customs' investigators see it in their queue.</summary>
internal sealed class Detention(RoadCargoDb db, Text text) : ICaseSubject
{
    internal const string Role = "cargo";

    /// <summary>The case's subject is the inspection that detained it.</summary>
    string ICaseSubject.Kind => Kind;

    internal const string Kind = "road-cargo-detention";

    internal static IReadOnlyList<ReasonChoice> Choices(Text text) =>
    [
        .. ((string[])["prohibited", "undeclared", "licence", "other"]).Select(code => new ReasonChoice(code, text.All($"roadcargo.detention.reason.{code}"))),
    ];

    public async Task<CaseSubject?> DescribeAsync(Guid subjectId, CancellationToken ct = default)
    {
        if (await db.Inspections.SingleOrDefaultAsync(one => one.Id == subjectId, ct) is not { } inspection || await db.Consignments.SingleOrDefaultAsync(one => one.Ccrn == inspection.Ccrn, ct) is not { } consignment)
        {
            return null;
        }

        var bundle = await db.Bundles.SingleAsync(one => one.Id == inspection.Bundle, ct);
        CaseRow Row(string key, string value) => new(text[$"roadcargo.detention.row.{key}"], value);
        return new CaseSubject(
        [
            new(text["roadcargo.detention.section.inspection"],
            [
                Row("at", Text.Moment(inspection.At)), Row("control-point", ControlPoint.Find(inspection.ControlPoint, HongKong.DayOf(inspection.At))?.Name.ToString() ?? inspection.ControlPoint),
                Row("plate", bundle.Plate), Row("findings", inspection.Findings),
            ]),
            new(text["roadcargo.detention.section.consignment"],
            [
                Row("ccrn", Ccrn.Format(consignment.Ccrn)), Row("count", $"{Text.Number(consignment.PackageCount)} {consignment.PackageKind}"), Row("packages", consignment.Packages), Row("articles", consignment.Articles),
                Row("consignor", $"{consignment.ConsignorName}, {consignment.ConsignorAddress}"), Row("consignee", $"{consignment.ConsigneeName}, {consignment.ConsigneeAddress}"),
            ]),
        ], null);
    }
}

/// <summary>An approved detention case lets the goods go; a refused one keeps them.</summary>
internal sealed class ReleaseDetained(Writes writes) : IEventHandler<CaseDecided>
{
    public Task HandleAsync(CaseDecided happened, CancellationToken ct) => happened.SubjectKind != Detention.Kind ? Task.CompletedTask : writes.RunAsync(async write =>
    {
        var (db, steps) = (write.Get<RoadCargoDb>(), write.Get<ConsignmentSteps>());
        var inspection = await db.Inspections.AsNoTracking().SingleAsync(one => one.Id == happened.SubjectId, ct);
        var consignment = (await steps.FindAsync([inspection.Ccrn], ct)).Single();
        if (happened.Decision != CaseDecision.Approve || consignment.State != ConsignmentState.Detained)
        {
            return;
        }

        steps.Inspected(consignment, release: true, inspection.ControlPoint);
        var bundle = await db.Bundles.SingleAsync(one => one.Id == inspection.Bundle, ct);
        bundle.Inspected(AssessConsignments.LaneOf(await steps.FindAsync(bundle.Ccrns, ct)));
    }, ct);
}
