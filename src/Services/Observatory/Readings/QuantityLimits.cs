namespace OneStop.Observatory.Readings;

/// <summary>What is possible and what is likely of a quantity (limits.json), in its unit.</summary>
/// <param name="Least">Physically possible in Hong Kong, with room to spare.</param>
/// <param name="Step">A greater change between neighbouring readings must be borne out by another; null: the quantity may jump.</param>
internal sealed record QuantityLimits(Quantity Quantity, double Least, double Most, double? Step)
{
    /// <summary>Readings further apart than this say nothing about each other.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private static readonly QuantityLimits[] All = [.. DataFile.Read<List<QuantityLimits>>("limits.json").OrderBy(limits => limits.Quantity)];

    internal static QuantityLimits Of(Quantity quantity) => All[(int)quantity];

    internal bool IsPossible(double value) => value >= Least && value <= Most;

    internal bool AreClose(double one, double other) => Step is not { } step || Math.Abs(one - other) <= step;
}
