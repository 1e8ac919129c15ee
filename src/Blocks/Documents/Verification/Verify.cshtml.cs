using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Documents.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Documents.Verification;

[AllowAnonymous, EnableRateLimiting(Limits.Careful)]
internal sealed class VerifyModel(CertificateCheck certificates, ICertificates paths, IDocuments documents, Text text) : PageModel
{
    public string? Serial { get; private set; }

    public CheckedFile? Result { get; private set; }

    public string FileSha256 { get; private set; } = "";

    public string Limit => $"{documents.MaxBytes / (1024 * 1024)} MB";

    public IActionResult OnGet(string? serial)
    {
        Serial = serial;
        // The binder makes nothing of an empty field; a form that was sent empty has it all the same.
        if (!Request.Query.ContainsKey("serial"))
        {
            return Page();
        }

        var typed = TypedSerial.Read(serial);
        if (typed.Serial is not null)
        {
            return Redirect(SitePages.Address(paths.Paths(typed.Serial).Verify));
        }

        ModelState.AddModelError("serial", text[$"documents.verify.serial.{typed.Problem}"]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            ModelState.AddModelError("file", text[file is null ? "documents.verify.file.missing" : "documents.refused.empty"]);
        }
        else if (file.Length > documents.MaxBytes)
        {
            ModelState.AddModelError("file", text["documents.refused.too-large", Limit]);
        }
        else
        {
            var content = new byte[file.Length];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(content, ct);
            FileSha256 = Convert.ToHexStringLower(SHA256.HashData(content));
            Result = await certificates.CheckAsync(content, FileSha256, ct);
        }

        return Page();
    }
}
