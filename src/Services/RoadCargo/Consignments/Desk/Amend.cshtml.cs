using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments.Desk;

[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class AmendModel(IOrganisations organisations, FindConsignments find, ChangeConsignment change, Text text) : ItemsPage(organisations, find, text)
{
    /// <summary>The row's version that the form was filled from.</summary>
    [BindProperty(Name = "seen")]
    public int Seen { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!Consignment.Allows(ConsignmentAct.Amend))
        {
            return GoTo($"/road-cargo/consignments/{Ccrn.Format(Consignment.Ccrn)}");
        }

        Seen = Consignment.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await change.AmendAsync(Consignment.Ccrn, Typed(), Seen, Lodger, ct);
        return outcome.IsDone ? GoTo($"/road-cargo/consignments/{Ccrn.Format(Consignment.Ccrn)}?notice=amended")
            : outcome.Consignment is null ? NotFound()
            : Again(outcome.Problems);
    }
}
