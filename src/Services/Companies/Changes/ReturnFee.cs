using System.Globalization;
using OneStop.Companies.Register;
using OneStop.Platform.Dated;

namespace OneStop.Companies.Changes;

/// <summary>What an annual return costs, the more the later it comes (Cap. 622K Schedule 1).</summary>
/// <param name="Days">Counted from the day to which the return is made up; null where months count, or nothing does.</param>
/// <param name="Mark">C: confirmed by an official source; A: an assumption.</param>
internal sealed record ReturnFee(IReadOnlyList<CompanyKind> Kinds, int? Days, int? Months, DateOnly From, DateOnly? To, long Cents, string Mark, string Source) : IDated
{
    private static readonly IReadOnlyList<ReturnFee> Rows = DatedFile.Read<ReturnFee>("annual-return-fees.json");

    /// <summary>Names the row in the records of what was charged.</summary>
    internal string Row =>
        $"cr.annual-return@{From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(Days is { } days ? $"≤{days}d" : Months is { } months ? $"≤{months}m" : "")}";

    /// <summary>The row that applies to a return delivered on a day.</summary>
    internal static ReturnFee For(CompanyKind kind, DateOnly madeUp, DateOnly on) =>
        Rows.First(row => row.IsInForce(on) && row.Kinds.Contains(kind) && on <= row.LastDay(madeUp));

    private DateOnly LastDay(DateOnly madeUp) => Days is { } days ? madeUp.AddDays(days) : Months is { } months ? madeUp.AddMonths(months) : DateOnly.MaxValue;
}
