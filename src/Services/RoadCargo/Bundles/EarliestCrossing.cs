using OneStop.Platform.Dated;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Bundles;

/// <summary>From when a truck may cross: late bundling makes it wait, it never refuses.</summary>
internal static class EarliestCrossing
{
    /// <summary>So long after bundling as bundling.json says, at the next full minute, and when the control point is open.</summary>
    internal static DateTimeOffset Of(DateTimeOffset bundledAt, ControlPoint at) =>
        at.OpenFrom(FullMinute(bundledAt + TimeSpan.FromMinutes(BundlingRule.On(Platform.Texts.HongKong.DayOf(bundledAt)).LeadMinutes)));

    /// <summary>Taking consignments out of a bundle brings nothing new to look at: the time stands. Anything else begins anew.</summary>
    internal static DateTimeOffset Again(Load before, Load now, DateTimeOffset earliestBefore, DateTimeOffset bundledAt, ControlPoint at) =>
        before.Plate == now.Plate && before.ControlPoint == now.ControlPoint && now.Ccrns.IsSubsetOf(before.Ccrns) ? earliestBefore : Of(bundledAt, at);

    private static DateTimeOffset FullMinute(DateTimeOffset at) =>
        at.UtcTicks % TimeSpan.TicksPerMinute is var past and not 0 ? at.AddTicks(TimeSpan.TicksPerMinute - past) : at;
}

/// <summary>What a truck takes where.</summary>
internal sealed record Load(string Plate, string ControlPoint, IReadOnlySet<long> Ccrns);

/// <param name="LeadMinutes">How long before the control point a bundle must stand.</param>
/// <param name="MostConsignments">In one bundle.</param>
internal sealed record BundlingRule(DateOnly From, DateOnly? To, int LeadMinutes, int MostConsignments) : IDated
{
    private static readonly IReadOnlyList<BundlingRule> All = DatedFile.Read<BundlingRule>("bundling.json");

    internal static BundlingRule On(DateOnly day) => All.On(day);
}
