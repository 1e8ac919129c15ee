using System.Text.Json;

namespace OneStop.Payments.Simulator;

/// <summary>How the simulator can misbehave. Written in small letters with dashes: <c>timeout-after</c>.</summary>
internal enum Fault
{
    /// <summary>Every answer takes its time.</summary>
    Slow,

    /// <summary>Says no where the payer said yes.</summary>
    Decline,

    /// <summary>The first call of a kind hangs and has no effect.</summary>
    TimeoutBefore,

    /// <summary>The first call of a kind has its effect and then hangs.</summary>
    TimeoutAfter,

    /// <summary>The first call of a kind has its effect and then answers 500.</summary>
    ErrorAfter,

    /// <summary>Calls back five times at once.</summary>
    DuplicateCallback,

    /// <summary>Takes the money and calls back before it answers the call that opened the payment.</summary>
    CallbackFirst,

    /// <summary>Tells the beginning after the end.</summary>
    OutOfOrder,
    LateCallback,
    LostCallback,
    WrongSignature,

    /// <summary>Signs with the time of yesterday.</summary>
    StaleTimestamp,

    /// <summary>Takes another amount than it was asked for.</summary>
    WrongAmount,
    WrongCurrency,

    /// <summary>Also calls back about a payment that nobody asked for.</summary>
    UnknownPayment,

    /// <summary>Takes the money and takes it back a while later.</summary>
    Reversal,

    /// <summary>Refuses the first refund of a payment.</summary>
    RefundFailsFirst,
}

internal static class Faults
{
    public static readonly IReadOnlyList<Fault> All = Enum.GetValues<Fault>();

    public static string Name(this Fault fault) => JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());

    public static Fault? Find(string? name) => All.Select(fault => (Fault?)fault).FirstOrDefault(fault => fault!.Value.Name() == name);

    public static string Write(IEnumerable<Fault> faults) => string.Join(' ', faults.Distinct().Order().Select(Name));

    public static IReadOnlySet<Fault> Read(string written) =>
        written.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Find).OfType<Fault>().ToHashSet();

    /// <summary>The same seed and number give the same faults: at the given rate one to three, otherwise none.</summary>
    public static IReadOnlySet<Fault> Draw(int seed, long number, double rate)
    {
        var random = new Random(unchecked((seed * 486187739) + (int)number));
        return random.NextDouble() < rate
            ? Enumerable.Range(0, random.Next(1, 4)).Select(_ => All[random.Next(All.Count)]).ToHashSet()
            : new HashSet<Fault>();
    }
}
