namespace OneStop.Observatory.Warnings;

/// <summary>Which signal a step may carry, seen from the one in force.</summary>
internal enum NextSignal
{
    Any,
    Same,
    Other,
}

/// <summary>What a step says about the end of the warning.</summary>
internal enum NextExpiry
{
    /// <summary>May name one, or leave the warning in force until it is cancelled.</summary>
    Free,

    /// <summary>Must name one, later than the one before.</summary>
    Later,

    /// <summary>Names none.</summary>
    None,
}

/// <param name="InForce">Whether a signal of the kind is in force before.</param>
/// <param name="After">Whether one is in force afterwards.</param>
internal sealed record WarningTransition(bool InForce, WarningAction Action, bool After, NextSignal Signal, NextExpiry Expiry);

/// <summary>The life of a warning of one kind, in which one signal at a time is in force; README.md draws this table.</summary>
internal static class WarningSteps
{
    internal static readonly IReadOnlyList<WarningTransition> Table =
    [
        new(false, WarningAction.Issue, true, NextSignal.Any, NextExpiry.Free),
        new(true, WarningAction.Reissue, true, NextSignal.Same, NextExpiry.Free),
        new(true, WarningAction.Extend, true, NextSignal.Same, NextExpiry.Later),
        new(true, WarningAction.Update, true, NextSignal.Other, NextExpiry.Free),
        new(true, WarningAction.Cancel, false, NextSignal.Same, NextExpiry.None),
    ];

    internal static WarningTransition Of(WarningAction action) => Table.Single(row => row.Action == action);

    internal static bool Allows(this NextSignal next, string code, string? inForce) => next switch
    {
        NextSignal.Same => code == inForce,
        NextSignal.Other => code != inForce,
        _ => true,
    };

    /// <summary>Every step that may follow, given what is in force: what a forecaster can choose from.</summary>
    internal static IEnumerable<(WarningAction Action, WarningSignal Signal)> After(WarningKind kind, WarningStep? inForce) =>
        from row in Table
        where row.InForce == (inForce is not null)
        where row.Expiry != NextExpiry.Later || inForce?.ExpiresAt is not null
        from signal in kind.Signals
        where row.Signal.Allows(signal.Code, inForce?.Code)
        select (row.Action, signal);

    /// <summary>The highest signals are raised, kept and taken down by two.</summary>
    internal static bool NeedsTwo(WarningKind kind, string code, WarningStep? inForce) =>
        kind.Signals.Any(signal => signal.NeedsTwo && (signal.Code == code || signal.Code == inForce?.Code));
}
