using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Passwords;

[Authorize(Policy = Access.SignedIn), FreshSignIn]
internal sealed class ChangePasswordModel(AccountsDb db, Writes writes, PasswordHashes passwords, FieldCipher cipher, Text text, TimeProvider time) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = User.RequiredPersonId();
        var person = (await db.Accounts.SingleAsync(account => account.Id == id, ct)).Open(cipher);
        var problems = PasswordRules.Check(Password, EmailAddress.Parse(person.Email));
        if (problems.Count > 0)
        {
            problems.AddTo(ModelState, text);
            return Page();
        }

        var hash = passwords.Hash(Password!);
        await writes.RunAsync(async write =>
        {
            var account = await write.Get<AccountsDb>().Accounts.SingleAsync(account => account.Id == id, ct);
            await write.ChangePasswordAsync(account, hash, User.SessionId(), "account.password-changed", time.GetUtcNow(), cipher, ct);
        }, ct);
        return this.RedirectTo("/account?notice=password");
    }
}
