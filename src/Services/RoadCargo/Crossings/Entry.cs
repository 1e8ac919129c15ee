using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Crossings;

internal enum EntryKind
{
    Arrival,
    Crossing,
    Inspection,
}

/// <summary>One thing that happened at a control point, as cameras, officers' screens and control points by themselves tell it.</summary>
/// <param name="Id">The teller's: told twice, it is taken once.</param>
/// <param name="At">When it happened.</param>
/// <param name="Shown">A crossing: what the screen said.</param>
/// <param name="Words">A crossing against what the screen said: why. An inspection: what was found.</param>
/// <param name="Bundles">A crossing: what crossed with it.</param>
/// <param name="Bundle">An inspection: the truck's bundle.</param>
/// <param name="Ccrn">An inspection: the consignment.</param>
/// <param name="Officer">An inspection at a control point by itself: who.</param>
internal sealed record Entry(
    Guid Id, EntryKind Kind, DateTimeOffset At, Bound Bound, string Plate, Instruction Shown = Instruction.Go, string Words = "", IReadOnlyList<Guid>? Bundles = null,
    Guid? Bundle = null, string? Ccrn = null, InspectionOutcome? Outcome = null, string? Officer = null)
{
    internal const int MostWords = 1000;

    /// <summary>How late something may be told: a camera's backlog, and a control point long by itself.</summary>
    internal static readonly TimeSpan Latest = TimeSpan.FromDays(366);

    internal long? Consignment => Consignments.Ccrn.Parse(Ccrn);

    /// <summary>What is wrong with its form; what happened is for the records to judge.</summary>
    internal IEnumerable<RuleProblem> Check(string path, DateTimeOffset now)
    {
        RuleProblem Wrong(string field, string code) => new(path.Length == 0 ? field : $"{path}/{field}", $"entry.{code}", $"roadcargo.crossing.problem.{code}");
        if (Id == Guid.Empty)
        {
            yield return Wrong("id", "id");
        }

        if (Kind != EntryKind.Inspection && Plates.Parse(Plate, HongKong.DayOf(now)) is null)
        {
            yield return Wrong("plate", "plate");
        }

        // Clocks of cameras differ a little.
        if (At > now.AddMinutes(5) || At < now - Latest)
        {
            yield return Wrong("at", "time");
        }

        if (Words.Length > MostWords)
        {
            yield return Wrong("words", "too-long") with { Args = [MostWords] };
        }

        if (Kind == EntryKind.Inspection && (Consignment is null || Bundle is null))
        {
            yield return Wrong("ccrn", "consignment");
        }

        if (Kind == EntryKind.Inspection && Outcome is null)
        {
            yield return Wrong("outcome", "outcome");
        }

        if (Kind == EntryKind.Inspection && Outcome == InspectionOutcome.Detained && string.IsNullOrWhiteSpace(Words))
        {
            yield return Wrong("words", "findings");
        }
    }
}
