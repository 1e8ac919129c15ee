using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.RoadCargo.Consignments;

/// <summary>
/// The one hand that moves consignments along: inside a write, by <see cref="ConsignmentLife"/>, each move one line of the history.
/// What the table does not allow throws <see cref="WrongStateException"/> and changes nothing: ask <see cref="ConsignmentLife.Allows"/> first
/// where a user can cause it.
/// </summary>
internal sealed class ConsignmentSteps(Write write, TimeProvider time)
{
    private readonly RoadCargoDb db = write.Get<RoadCargoDb>();

    /// <summary>The consignments, tracked by the write, in the order asked for; what is unknown is left out.</summary>
    internal async Task<IReadOnlyList<Consignment>> FindAsync(IReadOnlyCollection<long> ccrns, CancellationToken ct)
    {
        var found = await db.Consignments.Where(consignment => ccrns.Contains(consignment.Ccrn)).ToDictionaryAsync(consignment => consignment.Ccrn, ct);
        return [.. ccrns.Where(found.ContainsKey).Select(ccrn => found[ccrn])];
    }

    internal void Bundle(Consignment consignment, Guid bundle, StepBy by)
    {
        Take(consignment, ConsignmentAct.Bundle, by);
        consignment.Bundle = bundle;
    }

    internal void Unbundle(Consignment consignment, StepBy by)
    {
        Take(consignment, ConsignmentAct.Unbundle, by);
        consignment.Bundle = null;
    }

    /// <param name="inspect">Selected for inspection; otherwise cleared. A selection stands until an inspection ends it: clearing it is refused.</param>
    internal void Assessed(Consignment consignment, bool inspect) => Take(consignment, inspect ? ConsignmentAct.Select : ConsignmentAct.Clear, StepBy.Customs);

    /// <param name="release">Released; otherwise detained.</param>
    /// <param name="at">When, where it is told afterwards.</param>
    internal void Inspected(Consignment consignment, bool release, string? note = null, DateTimeOffset? at = null) =>
        Take(consignment, release ? ConsignmentAct.Release : ConsignmentAct.Detain, StepBy.Customs, note, at);

    /// <param name="controlPoint">Its code, as the note of the step.</param>
    /// <param name="at">When, where it is told afterwards.</param>
    internal void Crossed(Consignment consignment, string controlPoint, DateTimeOffset? at = null) => Take(consignment, ConsignmentAct.Cross, StepBy.Customs, controlPoint, at);

    internal void Take(Consignment consignment, ConsignmentAct act, StepBy by, string? note = null, DateTimeOffset? at = null)
    {
        var to = ConsignmentLife.Next(consignment.State, act) ?? throw new WrongStateException(consignment.Ccrn, consignment.State, act);
        var again = to == consignment.State && act is ConsignmentAct.Clear or ConsignmentAct.Select;
        consignment.State = to;
        // An assessment that comes to the same end tells the trader nothing new.
        if (!again)
        {
            db.Steps.Add(new ConsignmentStep { Ccrn = consignment.Ccrn, Id = Ids.New(), Edition = consignment.Edition, At = at ?? time.GetStoredNow(), Act = act, ByWhom = by, Note = note });
        }
    }
}

internal sealed class WrongStateException(long ccrn, ConsignmentState state, ConsignmentAct act)
    : InvalidOperationException($"Consignment {Ccrn.Format(ccrn)} is {state}: {act} is not possible.");

/// <summary>Hears, in the same write, that a consignment on a truck was amended: it must be assessed again.</summary>
internal interface IReassess
{
    Task AmendedAsync(Write write, Consignment consignment, CancellationToken ct);
}
