using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments.Desk;

/// <summary>One consignment, with what became of it: never the truck's other loads, never why it was selected.</summary>
[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class ShowModel(IOrganisations organisations, FindConsignments find) : TraderPage(organisations)
{
    [FromRoute(Name = "ccrn")]
    public string Number { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Notice { get; set; }

    public Consignment Consignment { get; private set; } = null!;

    public IReadOnlyList<ConsignmentStep> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Ccrn.Parse(Number) is not { } ccrn || !await FindTraderOfAsync(ccrn, find, ct))
        {
            return NotFound();
        }

        Consignment = (await find.OneAsync(ccrn, Trader!.Id, ct))!;
        History = await find.HistoryAsync(ccrn, ct);
        return Page();
    }
}
