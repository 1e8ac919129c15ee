using System.Globalization;

namespace OneStop.Registers.Log.Verifying;

/// <summary>What reading a whole register found; for an operator's eyes.</summary>
/// <param name="Waiting">Entries that have no place yet; they do within seconds while the program runs.</param>
/// <param name="Faults">At most <see cref="MostFaults"/>.</param>
internal sealed record RegisterVerdict(string Register, long Entries, long Waiting, int Heads, string Root, IReadOnlyList<RegisterFault> Faults)
{
    internal const int MostFaults = 100;

    internal bool Intact => Faults.Count == 0;

    public override string ToString()
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{Entries:N0} entries, {Waiting:N0} waiting for their place, {Heads:N0} signed heads; its root is {Root}.");
        return Intact ? $"The register '{Register}' is intact: {size}"
            : $"The register '{Register}' is NOT intact: {size}\n{string.Join('\n', Faults.Select(fault => $"  {fault}"))}{(Faults.Count == MostFaults ? "\n  (and perhaps more)" : "")}";
    }
}

/// <param name="Kind">What was tampered with, and how.</param>
/// <param name="Where">The entry, place or head.</param>
internal sealed record RegisterFault(RegisterFaultKind Kind, string Where)
{
    public override string ToString() => $"{Where}: " + Kind switch
    {
        RegisterFaultKind.Changed => "its content, its dates, its cause or its place is not what the log holds.",
        RegisterFaultKind.Removed => "it is in the log, but was removed from the register.",
        RegisterFaultKind.Added => "it stands in the register, but neither has a place in the log nor waits for one: it was not added by the program.",
        RegisterFaultKind.PlaceGone => "the log's list of places was changed: nobody knows which entry stands there.",
        RegisterFaultKind.PlaceBeyond => "it stands beyond the log's end.",
        RegisterFaultKind.TreeChanged => "its hashes do not follow from those below.",
        RegisterFaultKind.HeadGone => "the signed head was removed.",
        RegisterFaultKind.HeadForged => "the head is not what the register's key signed.",
        _ => "the log is not the one that was signed: entries were changed together with the hashes over them.",
    };
}

internal enum RegisterFaultKind
{
    Changed,
    Removed,
    Added,
    PlaceGone,
    PlaceBeyond,
    TreeChanged,
    HeadGone,
    HeadForged,
    HeadBroken,
}
