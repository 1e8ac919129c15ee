using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Readings;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Site.Stations;

/// <summary>Every station's newest reading of one element.</summary>
[AllowAnonymous, CountedView]
internal sealed class StationsPage(StationTable table, Freshness freshness) : PageModel
{
    public StationElement Element { get; private set; } = null!;

    public StationOrder Order { get; private set; }

    public IReadOnlyList<StationRow> Rows { get; private set; } = [];

    public IReadOnlyList<string> Old { get; private set; } = [];

    public bool IsDemonstration => Rows.Any(row => row.Latest?.IsDemonstration == true);

    public async Task<IActionResult> OnGetAsync(string? element, string? sort, CancellationToken ct)
    {
        if (StationElement.Find(element ?? "temperature") is not { } known || !IsOrder(sort, out var order))
        {
            return NotFound();
        }

        (Element, Order) = (known, order);
        Rows = await table.RowsAsync(known, order, ct);
        Old = [.. freshness.OfReadings([.. Rows.Select(row => row.Latest).OfType<LatestReading>()])];
        return Page();
    }

    public static string Address(StationElement element, StationOrder order) =>
        SitePages.Address("/weather/stations") + (Query(element, order) is { Length: > 0 } query ? "?" + query : "");

    internal static string Query(StationElement element, StationOrder order)
    {
        var parts = new[] { element.IsTemperature ? null : $"element={element.Slug}", order == StationOrder.Usual ? null : $"sort={order.ToString().ToLowerInvariant()}" };
        return string.Join('&', parts.OfType<string>());
    }

    public string? SortOf(StationOrder order) => Order != order ? null : order == StationOrder.High ? "descending" : "ascending";

    /// <summary>Older than readings may be.</summary>
    public bool IsOld(LatestReading latest) => freshness.IsOld(latest);

    private static bool IsOrder(string? sort, out StationOrder order)
    {
        order = StationOrder.Usual;
        return sort is null || (Enum.TryParse(sort, ignoreCase: true, out order) && order != StationOrder.Usual && sort == order.ToString().ToLowerInvariant());
    }
}
