using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments;

/// <param name="Items">In the order in which they were sent.</param>
internal sealed record LodgementAnswers(int Lodged, int Repeated, int Refused, IReadOnlyList<LodgementAnswer> Items)
{
    internal static LodgementAnswers Of(IReadOnlyList<TakenLodgement> taken, Text text, Lang? lang = null) => new(
        taken.Count(one => one.As == LodgedAs.Lodged), taken.Count(one => one.As == LodgedAs.Repeated), taken.Count(one => !one.IsTaken),
        [.. taken.Select((one, index) => LodgementAnswer.Of(one, index, text, lang))]);
}

/// <param name="Status">What the item would have been answered with alone: 201 lodged, 200 repeated, 409 or 422 refused.</param>
/// <param name="Outcome">lodged, repeated or refused.</param>
/// <param name="Ccrn">The cargo reference number, of 14 digits; null where refused.</param>
internal sealed record LodgementAnswer(
    int Index, int Status, string Outcome, string? Ccrn, IReadOnlyList<ProblemAnswer>? Errors, IReadOnlyList<ProblemAnswer>? Warnings)
{
    internal static LodgementAnswer Of(TakenLodgement taken, int index, Text text, Lang? lang = null) => new(
        index, StatusOf(taken), taken.As switch { LodgedAs.Lodged => "lodged", LodgedAs.Repeated => "repeated", _ => "refused" }, taken.Ccrn,
        ProblemAnswer.Of(taken.Problems, text, lang), ProblemAnswer.Of(taken.Warnings, text, lang));

    internal static int StatusOf(TakenLodgement taken) => taken.As switch
    {
        LodgedAs.Lodged => 201,
        LodgedAs.Repeated => 200,
        LodgedAs.MessageReused => 409,
        _ => 422,
    };
}

internal sealed record ProblemAnswer(string Path, string Code, string? Rule, string Message)
{
    internal static IReadOnlyList<ProblemAnswer>? Of(IReadOnlyList<RuleProblem> problems, Text text, Lang? lang = null) =>
        problems.Count == 0 ? null : [.. problems.Select(problem => new ProblemAnswer(problem.Path, problem.Code, problem.Rule, problem.Message(text, lang)))];
}

/// <param name="Version">1 as lodged, one more with each amendment.</param>
/// <param name="ExpectedOn">YYYY-MM-DD, in Hong Kong.</param>
/// <param name="Message">The trader's own name for it.</param>
internal sealed record ConsignmentAnswer(
    string Ccrn, int Version, ConsignmentState State, Direction Direction, PackagesAnswer Packages, string Articles, PartyAnswer Consignor, PartyAnswer Consignee,
    DateOnly ExpectedOn, DateTimeOffset LodgedAt, Channel Channel, string? Message, IReadOnlyList<StepAnswer>? History)
{
    internal static ConsignmentAnswer Of(Consignment one, IReadOnlyList<ConsignmentStep>? history = null) => new(
        Consignments.Ccrn.Format(one.Ccrn), one.Edition, one.State, one.Direction, new(one.PackageCount, one.PackageKind, one.Packages), one.Articles,
        new(one.ConsignorName, one.ConsignorAddress), new(one.ConsigneeName, one.ConsigneeAddress), one.ExpectedOn, HongKong.At(one.LodgedAt), one.Channel, one.Message,
        history is null ? null : [.. history.Select(step => new StepAnswer(HongKong.At(step.At), step.Act, step.ByWhom, step.Edition, step.Note))]);
}

/// <param name="Kind">UN/ECE Recommendation 21.</param>
internal sealed record PackagesAnswer(int Count, string Kind, string Description);

internal sealed record PartyAnswer(string Name, string Address);

/// <param name="Version">The consignment's version it was about.</param>
/// <param name="Note">For a crossing: the control point.</param>
internal sealed record StepAnswer(DateTimeOffset At, ConsignmentAct Act, StepBy By, int Version, string? Note);

/// <param name="After">Give it back as after for the next page; null on the last.</param>
internal sealed record ConsignmentPage(IReadOnlyList<ConsignmentAnswer> Items, string? After);
