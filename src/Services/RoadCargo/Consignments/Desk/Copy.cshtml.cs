using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments.Desk;

/// <summary>The same cargo again, on another day: lodged at once, under a number of its own.</summary>
[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class CopyModel(IOrganisations organisations, FindConsignments find, TakeLodgements take, Text text) : ItemsPage(organisations, find, text)
{
    /// <summary>Names the form, so that one sent twice lodges once.</summary>
    [BindProperty(Name = "once")]
    public Guid Once { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Once = Ids.New();
        Items = Items with { ExpectedOn = null };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var taken = (await take.RunAsync([Typed() with { Message = Once == Guid.Empty ? null : $"form/{Once}" }], Lodger, ct))[0];
        return taken.IsTaken ? GoTo($"/road-cargo/consignments/{taken.Ccrn}?notice=lodged") : Again(taken.Problems);
    }
}
