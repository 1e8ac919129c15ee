using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Filings.Life;
using OneStop.Filings.Signing;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Tracking;

/// <summary>A filing as it was made, on the form's edition of then.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class PrintModel(Dossiers dossiers, FilingsDb db, Text text) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public StoredFiling Row { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public AnswersView Answers { get; private set; } = null!;

    public IReadOnlyList<Signature> Signatures { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { } dossier)
        {
            return NotFound();
        }

        Row = dossier.Row;
        Title = dossier.Wording(text).Title.ToString();
        Answers = AnswersView.Of(dossier, text, links: false);
        Signatures = await db.Signatures.Where(signature => signature.FilingId == Id && signature.State == SignatureState.Signed).OrderBy(signature => signature.Id).ToListAsync(ct);
        return Page();
    }
}
