namespace OneStop.Observatory.Readings;

/// <summary>
/// The quality of a reading from its value and its neighbours in time. A jump counts as a spike until a neighbour bears it out; what the
/// next reading bears out becomes good then. Good stays good unless it is corrected.
/// </summary>
internal static class QualityCheck
{
    internal static Quality Judge(Quantity quantity, double? value, in Neighbours around)
    {
        var limits = QuantityLimits.Of(quantity);
        if (value is not { } number)
        {
            return Quality.Missing;
        }

        if (!limits.IsPossible(number))
        {
            return Quality.OutOfRange;
        }

        return around.IsEmpty || IsBorneOut(around.Before) || IsBorneOut(around.GoodBefore) || IsBorneOut(around.After) || IsBorneOut(around.GoodAfter)
            ? Quality.Good : Quality.Spike;

        bool IsBorneOut(double? neighbour) => neighbour is { } other && limits.AreClose(number, other);
    }
}

/// <summary>The possible values on either side of a reading, within <see cref="QuantityLimits.Window"/>: the nearest, and the nearest good.</summary>
internal readonly record struct Neighbours(double? Before, double? GoodBefore, double? After, double? GoodAfter)
{
    internal bool IsEmpty => Before is null && GoodBefore is null && After is null && GoodAfter is null;
}
