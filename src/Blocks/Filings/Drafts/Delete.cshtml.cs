using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Filings.Contracts;
using OneStop.Filings.Life;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Drafts;

[Authorize(Policy = Access.SignedIn)]
internal sealed class DeleteModel(Dossiers dossiers, DeleteDraft delete, Text text) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public string Title { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { Row: { State: FilingState.Draft, Reference: null } } dossier)
        {
            return NotFound();
        }

        Title = dossier.Wording(text).Title.ToString();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await delete.RunAsync(Id, User.RequiredPersonId(), ct) ? this.RedirectTo("/filings") : NotFound();
}
