using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Sessions;
using OneStop.Accounts.SignIn;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Passwords;

/// <summary>Before something that matters: is it still you? Wrong answers count as failed sign-ins do.</summary>
[Authorize(Policy = Access.SignedIn), EnableRateLimiting(Limits.Careful)]
internal sealed class ConfirmPasswordModel(AccountsDb db, Writes writes, PasswordHashes passwords, Text text, TimeProvider time) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError("password", text["accounts.password.missing"]);
            return Page();
        }

        var (id, sessionId) = (User.RequiredPersonId(), User.SessionId());
        var account = await db.Accounts.SingleAsync(account => account.Id == id, ct);
        var right = passwords.Verify(account.PasswordHash, Password);
        var refusal = await writes.RunAsync(async write =>
        {
            var now = time.GetUtcNow();
            var failed = await FailedSignIns.HoldAsync(write, account.EmailHash, ct);
            if (failed.IsLocked(now) || !right)
            {
                return failed.IsLocked(now) ? new SignInAnswer.Locked(failed.LockedUntil!.Value) : await write.RefuseAsync(failed, id, now, ct);
            }

            (await write.Get<AccountsDb>().Sessions.SingleAsync(session => session.Id == sessionId, ct)).ProvenAt = now;
            return null;
        }, ct);
        if (refusal is null)
        {
            return this.GoTo(ReturnUrl, "/account");
        }

        ModelState.AddModelError("password", refusal is SignInAnswer.Locked locked
            ? text["accounts.sign-in.locked", Text.Moment(locked.Until)]
            : text["accounts.confirm-password.wrong"]);
        return Page();
    }
}
