using System.Globalization;
using OneStop.Companies.Register;
using OneStop.Platform.Dated;

namespace OneStop.Companies.Incorporation;

/// <param name="Code">Names the fee, and its words among the texts.</param>
/// <param name="Kinds">Of companies it is for; null for all.</param>
/// <param name="Term">Of the business registration certificate it is for; null for both.</param>
/// <param name="Members">The most members of a company without shares that it is for; null for any number.</param>
/// <param name="Refundable">Given back when the application is refused.</param>
/// <param name="Mark">C: confirmed by an official source; A: an assumption.</param>
internal sealed record FeeRow(
    string Code, IReadOnlyList<CompanyKind>? Kinds, int? Term, long? Members, DateOnly From, DateOnly? To, long Cents, bool Refundable, string Mark, string Source) : IDated
{
    /// <summary>Names the row in the records of what was charged.</summary>
    internal string Row => $"{Code}@{From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(Members is { } members ? $"≤{members}" : "")}";
}

/// <summary>Cap. 622K and Cap. 310 Schedule 1: what forming a company and registering its business costs.</summary>
internal static class FeeSchedule
{
    internal static IReadOnlyList<FeeRow> Rows { get; } = DatedFile.Read<FeeRow>("fees.json");

    /// <summary>The rows that apply, one for each fee, without those that are waived.</summary>
    internal static IReadOnlyList<FeeRow> For(CompanyKind kind, int term, DateOnly day, long? members = null) =>
    [
        .. Rows
            .Where(row => row.IsInForce(day) && row.Kinds?.Contains(kind) != false && (row.Term ?? term) == term && (row.Members is not { } most || members <= most))
            .GroupBy(row => row.Code)
            .Select(fee => fee.First())
            .Where(row => row.Cents > 0),
    ];
}
