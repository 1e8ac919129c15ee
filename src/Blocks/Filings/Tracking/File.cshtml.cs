using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Documents.Contracts;
using OneStop.Filings.Life;
using OneStop.Filings.Signing;
using OneStop.Platform.Web;

namespace OneStop.Filings.Tracking;

/// <summary>A file that belongs to a filing: for its filer, for those who sign it, and for the department's officers.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class FileModel(Dossiers dossiers, FilingsDb db, IDocuments documents, IPeople people) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, [FromRoute] string sha256, CancellationToken ct)
    {
        if (await dossiers.FindAsync(id, ct) is not { } dossier || !await MayReadAsync(dossier, ct)
            || await db.Uploads.SingleOrDefaultAsync(upload => upload.FilingId == id && upload.Sha256 == sha256, ct) is not { } upload
            || await documents.OpenAsync(sha256, ct) is not { } content)
        {
            return NotFound();
        }

        return File(content, upload.ContentType, upload.Name);
    }

    private async Task<bool> MayReadAsync(Dossier dossier, CancellationToken ct)
    {
        var person = User.RequiredPersonId();
        if (dossier.Row.FilerId == person || User.Departments().Contains(dossier.Form.Department))
        {
            return true;
        }

        return await people.FindAsync(person, ct) is { } known
            && Signature.KeyOf(known.Email) is var key
            && await db.Signatures.AnyAsync(signature => signature.FilingId == dossier.Row.Id && signature.EmailKey == key && signature.State != SignatureState.Void, ct);
    }
}
