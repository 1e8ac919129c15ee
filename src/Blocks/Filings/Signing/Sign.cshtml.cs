using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OneStop.Accounts.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Filings.Tracking;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Signing;

/// <summary>Somebody reads what they are asked to sign, and signs or declines, in their own account.</summary>
[AllowAnonymous]
[EnableRateLimiting(Limits.Careful)]
internal sealed class SignModel(SignatureRequests requests, SignFiling sign, IPeople people, Text text) : PageModel
{
    public const int LongestReason = 1000;

    [FromRoute(Name = "key")]
    public string Key { get; set; } = "";

    public new SignatureRequest? Request { get; private set; }

    public Signer? Signer { get; private set; }

    public bool IsInvited => Signer is not null && Request is not null && Signer.Is(Request.Signature);

    public string FilerName { get; private set; } = "";

    public bool Declining { get; private set; }

    public string Title => Request!.Dossier.Wording(text).Title.ToString();

    public string Statement => Request!.Dossier.Wording(text).Declaration.ToString();

    public AnswersView Answers => AnswersView.Of(Request!.Dossier, text, links: false);

    public string MaskedEmail => Request!.Signature.Email is var email && email.Split('@') is [var name, var host] ? $"{name[..1]}***@{host}" : email;

    public string SignInAddress => $"{SitePages.Address("/sign-in")}?returnUrl={Uri.EscapeDataString(HttpContext.Request.Path)}";

    public string SignUpAddress => $"{SitePages.Address("/sign-up")}?returnUrl={Uri.EscapeDataString(HttpContext.Request.Path)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await OpenAsync(ct))
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await OpenAsync(ct) || !IsInvited)
        {
            return NotFound();
        }

        var form = HttpContext.Request.Form;
        return form["answer"] == "decline" ? await DeclineAsync(form["reason"].ToString(), ct) : await SignAsync(form["agreed"] == "yes", form["content"].ToString(), ct);
    }

    private async Task<IActionResult> SignAsync(bool agreed, string content, CancellationToken ct)
    {
        if (!agreed)
        {
            ModelState.AddModelError("agreed", text["filings.problem.agree"]);
        }
        else if (content != Request!.Signature.ContentHash)
        {
            ModelState.AddModelError("", text["filings.problem.content-changed"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await sign.SignAsync(Request!.Signature.Id, Signer!, ct);
        return Done();
    }

    private async Task<IActionResult> DeclineAsync(string typed, CancellationToken ct)
    {
        Declining = true;
        var reason = PlainText.Keep(typed, lines: true);
        if (string.IsNullOrEmpty(reason))
        {
            ModelState.AddModelError("reason", text[reason is null ? "filings.problem.reason-characters" : "filings.problem.reason"]);
        }
        else if (PlainText.Length(reason) > LongestReason)
        {
            ModelState.AddModelError("reason", text["filings.problem.reason-long", LongestReason]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await sign.DeclineAsync(Request!.Signature.Id, Signer!, reason!, ct);
        return Done();
    }

    // By the signature's id: the invitation's link may have closed behind the answer.
    private IActionResult Done() => this.RedirectTo(
        Request!.Dossier.Row.FilerId == Signer!.PersonId ? $"/filings/{Request.Dossier.Row.Id}" : $"/sign/{Request.Signature.Id}");

    private async Task<bool> OpenAsync(CancellationToken ct)
    {
        Signer = await SignedIn.AsSignerAsync(User, people, ct);
        var found = await requests.FindAsync(Key, ct);
        // A signature's id opens it for the person it is asked of, and for nobody else; an invitation's token says what it is about.
        if (found is null || (Guid.TryParse(Key, out _) && Signer?.Is(found.Signature) != true))
        {
            return false;
        }

        Request = found;
        FilerName = (await people.FindAsync(found.Dossier.Row.FilerId, ct))?.Name ?? "";
        return true;
    }
}
