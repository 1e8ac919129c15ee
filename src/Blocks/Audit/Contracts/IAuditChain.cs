using System.Globalization;

namespace OneStop.Audit.Contracts;

/// <summary>The hash chain over the audit's lines: each line's hash covers the line and the hash before it, under the program's master key.</summary>
public interface IAuditChain
{
    /// <summary>Reads the whole chain and finds every changed, removed or moved line.</summary>
    Task<ChainVerdict> VerifyAsync(CancellationToken ct = default);
}

/// <param name="Lines">How many lines are chained.</param>
/// <param name="Waiting">Lines stored but not chained yet; they are within seconds while the program runs.</param>
/// <param name="Head">The last line's hash. Noted down elsewhere, it proves later that nothing before it was exchanged.</param>
/// <param name="Faults">What is wrong, by position; at most <see cref="MostFaults"/>.</param>
public sealed record ChainVerdict(long Lines, long Waiting, string Head, IReadOnlyList<ChainFault> Faults)
{
    public const int MostFaults = 100;

    public bool Intact => Faults.Count == 0;

    /// <summary>For an operator's eyes.</summary>
    public override string ToString()
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{Lines:N0} lines are chained, {Waiting:N0} wait for their place; the chain ends with {Head}.");
        return Intact
            ? $"The audit trail is intact: {size}"
            : $"The audit trail is NOT intact: {size}\n{string.Join('\n', Faults.Select(fault => $"  {fault}"))}{(Faults.Count == MostFaults ? "\n  (and perhaps more)" : "")}";
    }
}

/// <param name="Position">The place in the chain, from 1.</param>
public sealed record ChainFault(long Position, ChainFaultKind Kind)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Line {Position:N0}: ") + Kind switch
    {
        ChainFaultKind.Changed => "its content, its place or its hash was changed.",
        ChainFaultKind.Removed => "it was removed.",
        _ => "it stands beyond the recorded end of the chain.",
    };
}

public enum ChainFaultKind
{
    Changed,
    Removed,
    Beyond,
}
