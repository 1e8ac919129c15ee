using OneStop.Cases.Contracts;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation;

/// <summary>What a registrar may give as the reason for returning or refusing an application.</summary>
internal static class ReviewReasons
{
    private static readonly IReadOnlyList<Row> Rows = DatedFile.Read<Row>("review-reasons.json");

    internal static IReadOnlyList<ReasonChoice> On(DateOnly day) =>
        [.. Rows.Where(row => row.IsInForce(day)).Select(row => new ReasonChoice(row.Code, new LocalizedText(row.En, row.ZhHant, row.ZhHans)))];

    private sealed record Row(string Code, DateOnly From, DateOnly? To, string En, string ZhHant, string ZhHans) : IDated;
}
