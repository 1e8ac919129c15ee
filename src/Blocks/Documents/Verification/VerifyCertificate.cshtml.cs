using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Documents.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Documents.Verification;

[AllowAnonymous, EnableRateLimiting(Limits.Careful)]
internal sealed class VerifyCertificateModel(CertificateCheck certificates, ICertificates paths) : PageModel
{
    /// <summary>Null where nothing was issued under the serial, or it is none.</summary>
    public CheckedCertificate? Found { get; private set; }

    public TypedSerial Typed { get; private set; }

    public string Download => paths.Paths(Typed.Serial!).Download;

    public async Task<IActionResult> OnGetAsync(string serial, CancellationToken ct)
    {
        Typed = TypedSerial.Read(serial);
        if (Typed.Serial is { } known && known != serial)
        {
            return Redirect(SitePages.Address(paths.Paths(known).Verify));
        }

        Found = Typed.Serial is null ? null : await certificates.FindAsync(Typed.Serial, ct);
        Response.StatusCode = Found is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
