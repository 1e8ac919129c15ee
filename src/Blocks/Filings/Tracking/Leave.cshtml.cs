using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Filings.Life;
using OneStop.Platform.Web;

namespace OneStop.Filings.Tracking;

/// <summary>Withdraw a filing for good, or take it back to change it.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class LeaveModel(Dossiers dossiers, LeaveFiling leave) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [FromRoute(Name = "step")]
    public string Step { get; set; } = "";

    public string Reference { get; private set; } = "";

    public bool Paid { get; private set; }

    private FilingStep Taken => Step == "change" ? FilingStep.Reopen : FilingStep.Withdraw;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { Row.Reference: { } reference } dossier)
        {
            return NotFound();
        }

        (Reference, Paid) = (reference, dossier.Row.PaidAt is not null);
        return dossier.Row.Can(Taken) ? Page() : this.RedirectTo($"/filings/{Id}?late=1");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await leave.RunAsync(Id, User.RequiredPersonId(), Taken, ct) switch
    {
        LeaveOutcome.Left => this.RedirectTo($"/filings/{Id}"),
        LeaveOutcome.TooLate => this.RedirectTo($"/filings/{Id}?late=1"),
        _ => NotFound(),
    };
}
