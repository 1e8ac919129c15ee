using OneStop.Platform.PublicPages;
using OneStop.Platform.Texts;
using OneStop.Usage.Counting;

namespace OneStop.Usage.Figures;

/// <summary>Every year's figures as a page, JSON and CSV.</summary>
internal sealed class UsageFigures(ReadFigures read) : IPublication
{
    public static string Code => "usage.figures";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<MonthCount>()];

    // The counts themselves are added every few seconds.
    public static TimeSpan AtMostEvery => TimeSpan.FromMinutes(1);

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        Add(edition, "");
        for (var year = await read.FirstYearAsync(ct); year <= read.ThisYear; year++)
        {
            Add(edition, $"year={year}");
        }

        edition.HoldsUntil(HongKong.Midnight(edition.Now));
    }

    private static void Add(Edition edition, string query) =>
        edition.Page("/usage", query).Answer("/api/usage.json", query, anyOrigin: true).Answer("/api/usage.csv", query, anyOrigin: true);
}
