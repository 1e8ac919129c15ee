using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments;

/// <param name="For">The organisation that answers for it.</param>
/// <param name="By">The person, or the program's credential.</param>
internal sealed record Lodger(Guid For, Guid By, Channel Channel);

/// <summary>One answer, in the place of what was sent.</summary>
internal sealed record TakenLodgement(LodgedAs? As, string? Ccrn, IReadOnlyList<RuleProblem> Problems, IReadOnlyList<RuleProblem> Warnings)
{
    internal bool IsTaken => As is LodgedAs.Lodged or LodgedAs.Repeated;
}

/// <summary>The way in for all doors: each consignment is checked by itself, what is right is lodged together, each gets its answer.</summary>
internal sealed class TakeLodgements(LodgeConsignments lodge, RoadCargoDb db, TimeProvider time)
{
    /// <summary>Of one request or interchange.</summary>
    internal const int Most = 5_000;

    private const string Reused = "message.reused";

    internal async Task<IReadOnlyList<TakenLodgement>> RunAsync(IReadOnlyList<TypedConsignment> typed, Lodger lodger, CancellationToken ct)
    {
        var today = HongKong.Today(time);
        var all = new CheckedConsignment[typed.Count];
        List<ValidLodgement> right = [];
        List<int> places = [];
        for (var i = 0; i < typed.Count; i++)
        {
            all[i] = ConsignmentRules.Check(typed[i], today);
            if (all[i].IsRight)
            {
                right.Add(Valid(all[i], lodger));
                places.Add(i);
            }
        }

        var answers = new TakenLodgement[typed.Count];
        var lodged = await lodge.LodgeAsync(right, ct);
        for (var i = 0; i < lodged.Count; i++)
        {
            answers[places[i]] = Answer(lodged[i], all[places[i]]);
        }

        await RecogniseAsync(all, lodger, answers, ct);
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] ??= new(null, null, all[i].Problems, []);
        }

        return answers;
    }

    /// <summary>What was taken yesterday is no worse for being sent again today, when its day is past: the same message has the same answer.</summary>
    private async Task RecogniseAsync(CheckedConsignment[] all, Lodger lodger, TakenLodgement[] answers, CancellationToken ct)
    {
        var late = Enumerable.Range(0, all.Length).Where(i => answers[i] is null && all[i] is { Content: not null, Message: not null }).ToList();
        if (late.Count == 0)
        {
            return;
        }

        var known = await StoreLodgements.KnownAsync(db, late.Select(i => Valid(all[i], lodger)), ct);
        foreach (var i in late)
        {
            if (known.TryGetValue((lodger.For, all[i].Message!), out var before) && before.Hash == all[i].Content!.Hash())
            {
                answers[i] = new(LodgedAs.Repeated, Ccrn.Format(before.Ccrn), [], all[i].Warnings);
            }
        }
    }

    private static ValidLodgement Valid(CheckedConsignment one, Lodger lodger) => new(one.Content!, lodger.For, lodger.By, lodger.Channel, one.Message);

    private static TakenLodgement Answer(LodgedConsignment lodged, CheckedConsignment one) => lodged.As == LodgedAs.MessageReused
        ? new(lodged.As, null, [new RuleProblem("message", Reused, "roadcargo.problem.message.reused") { Args = [one.Message, Ccrn.Format(lodged.Ccrn)] }], [])
        : new(lodged.As, Ccrn.Format(lodged.Ccrn), [], one.Warnings);
}
