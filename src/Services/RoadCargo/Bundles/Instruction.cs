using OneStop.RoadCargo.Assessment;

namespace OneStop.RoadCargo.Bundles;

/// <summary>What a driver is told; the same on the phone, at the kiosk and to programs.</summary>
internal enum Instruction
{
    /// <summary>Nothing is known of this truck.</summary>
    Unknown,

    /// <summary>Its time has not come.</summary>
    Wait,

    Go,

    /// <summary>To the inspection bay.</summary>
    Inspect,

    /// <summary>Stays at the control point: something on it is detained.</summary>
    Held,

    Crossed,

    /// <summary>The bundle is no more.</summary>
    Ended,
}

internal static class Instructions
{
    internal static Instruction Now(this Bundle bundle, DateTimeOffset now) => Of(bundle.State, bundle.Lane, bundle.EarliestCrossing, now);

    internal static Instruction Of(BundleState state, Lane lane, DateTimeOffset earliestCrossing, DateTimeOffset now) => (state, lane) switch
    {
        (BundleState.Crossed, _) => Instruction.Crossed,
        (BundleState.Dissolved, _) => Instruction.Ended,
        (_, Lane.Held) => Instruction.Held,
        (_, Lane.Inspect) => Instruction.Inspect,
        _ => now < earliestCrossing ? Instruction.Wait : Instruction.Go,
    };

    /// <summary>Of everything a truck carries, what weighs most.</summary>
    internal static Instruction Worst(IEnumerable<Instruction> all) =>
        ((Instruction[])[Instruction.Held, Instruction.Inspect, Instruction.Wait, Instruction.Go, Instruction.Crossed, Instruction.Ended])
            .Intersect(all).FirstOrDefault(Instruction.Unknown);
}
