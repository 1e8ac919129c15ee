using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments.Desk;

[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class CancelModel(IOrganisations organisations, FindConsignments find, ChangeConsignment change, Text text) : ItemsPage(organisations, find, text)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        !await LoadAsync(ct) ? NotFound() : Consignment.Allows(ConsignmentAct.Cancel) ? Page() : GoTo($"/road-cargo/consignments/{Ccrn.Format(Consignment.Ccrn)}");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await change.CancelAsync(Consignment.Ccrn, null, Lodger, ct);
        return outcome.IsDone ? GoTo($"/road-cargo/consignments/{Ccrn.Format(Consignment.Ccrn)}?notice=cancelled") : Again(outcome.Problems);
    }
}
