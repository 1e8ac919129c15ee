using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments.Desk;

/// <summary>A trader's consignments, the newest first, or the one of a number.</summary>
[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class ListModel(IOrganisations organisations, FindConsignments find) : TraderPage(organisations)
{
    private const int PageItems = 20;

    [BindProperty(Name = "ccrn", SupportsGet = true)]
    public string? Typed { get; set; }

    [BindProperty(Name = "state", SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(Name = "after", SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<Consignment> Items { get; private set; } = [];

    public string? NextAddress { get; private set; }

    public bool IsAsked => !string.IsNullOrWhiteSpace(Typed) || !string.IsNullOrEmpty(State);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindTraderAsync(ct))
        {
            return string.IsNullOrEmpty(Named) ? Page() : NotFound();
        }

        if (!string.IsNullOrWhiteSpace(Typed))
        {
            if (Ccrn.Parse(Typed) is { } number && await find.OneAsync(number, Trader!.Id, ct) is not null)
            {
                return GoTo($"/road-cargo/consignments/{Ccrn.Format(number)}");
            }

            return Page();
        }

        var state = Enum.TryParse<ConsignmentState>(State, out var wanted) && Enum.IsDefined(wanted) ? wanted : (ConsignmentState?)null;
        (Items, var next) = await find.ListAsync(Trader!.Id, state, null, Ccrn.Parse(After), PageItems, ct);
        NextAddress = next is { } after ? $"{SitePages.Address("/road-cargo/consignments")}?trader={Trader.Number}&state={state}&after={Ccrn.Format(after)}" : null;
        return Page();
    }
}

internal static class StateColours
{
    internal static string Of(ConsignmentState state) => state switch
    {
        ConsignmentState.Lodged or ConsignmentState.Bundled => "blue",
        ConsignmentState.Cleared or ConsignmentState.Released => "green",
        ConsignmentState.SelectedForInspection => "yellow",
        ConsignmentState.Detained => "red",
        _ => "grey",
    };
}
