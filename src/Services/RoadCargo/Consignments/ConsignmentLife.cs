using System.Text;
using static OneStop.RoadCargo.Consignments.ConsignmentAct;
using static OneStop.RoadCargo.Consignments.ConsignmentState;

namespace OneStop.RoadCargo.Consignments;

internal enum ConsignmentAct
{
    Amend,
    Cancel,
    Bundle,
    Unbundle,
    Clear,
    Select,
    Release,
    Detain,
    Cross,
    Expire,
}

internal sealed record ConsignmentTransition(ConsignmentState From, ConsignmentAct Act, ConsignmentState To);

/// <summary>A consignment's whole life; the README draws it from here.</summary>
internal static class ConsignmentLife
{
    internal static readonly IReadOnlyList<ConsignmentTransition> Table =
    [
        new(Lodged, Amend, Lodged),
        new(Lodged, Cancel, Cancelled),
        new(Lodged, Bundle, Bundled),
        new(Lodged, Expire, Expired),
        new(Bundled, Amend, Bundled),
        new(Bundled, Unbundle, Lodged),
        new(Bundled, Clear, Cleared),
        new(Bundled, Select, SelectedForInspection),
        new(Bundled, Expire, Expired),
        // What changed must be assessed again.
        new(Cleared, Amend, Bundled),
        new(Cleared, Unbundle, Lodged),
        new(Cleared, Clear, Cleared),
        new(Cleared, Select, SelectedForInspection),
        new(Cleared, Cross, Crossed),
        new(Cleared, Expire, Expired),
        // Once selected, an amendment does not undo it.
        new(SelectedForInspection, Amend, SelectedForInspection),
        new(SelectedForInspection, Unbundle, Lodged),
        new(SelectedForInspection, Select, SelectedForInspection),
        new(SelectedForInspection, Release, Released),
        new(SelectedForInspection, Detain, Detained),
        new(SelectedForInspection, Expire, Expired),
        new(Detained, Release, Released),
        new(Released, Cross, Crossed),
    ];

    private static readonly Dictionary<(ConsignmentState, ConsignmentAct), ConsignmentState> ByAct = Table.ToDictionary(row => (row.From, row.Act), row => row.To);

    internal static ConsignmentState? Next(ConsignmentState from, ConsignmentAct act) => ByAct.TryGetValue((from, act), out var to) ? to : null;

    internal static bool Allows(this Consignment consignment, ConsignmentAct act) => Next(consignment.State, act) is not null;

    /// <summary>As a Mermaid state diagram.</summary>
    internal static string Draw()
    {
        var drawing = new StringBuilder("stateDiagram-v2\n    [*] --> Lodged\n");
        foreach (var row in Table)
        {
            drawing.Append("    ").Append(row.From).Append(" --> ").Append(row.To).Append(": ").Append(row.Act).Append('\n');
        }

        foreach (var state in Enum.GetValues<ConsignmentState>().Where(state => !Table.Any(row => row.From == state)))
        {
            drawing.Append("    ").Append(state).Append(" --> [*]\n");
        }

        return drawing.ToString();
    }
}
