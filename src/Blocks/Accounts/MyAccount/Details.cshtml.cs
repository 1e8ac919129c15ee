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

namespace OneStop.Accounts.MyAccount;

[Authorize(Policy = Access.SignedIn)]
internal sealed class DetailsModel(AccountsDb db, Writes writes, FieldCipher cipher, Text text) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var id = User.RequiredPersonId();
        var person = (await db.Accounts.SingleAsync(account => account.Id == id, ct)).Open(cipher);
        (Name, Language) = (person.Name, person.Language.Code);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (name, language) = (PersonName.Parse(Name), Lang.Find(Language));
        if (name is null)
        {
            ModelState.AddModelError("name", text[string.IsNullOrWhiteSpace(Name) ? "accounts.name.missing" : "accounts.name.invalid", PersonName.Longest]);
        }

        if (language is null)
        {
            ModelState.AddModelError("language", text["accounts.language.unknown"]);
        }

        if (name is null || language is null)
        {
            return Page();
        }

        var id = User.RequiredPersonId();
        await writes.RunAsync(async write =>
        {
            var account = await write.Get<AccountsDb>().Accounts.SingleAsync(account => account.Id == id, ct);
            (account.Name, account.Language) = (cipher.Encrypt(name), language.Code);
            await write.AuditAsync(id, "account.details-changed", ct);
        }, ct);
        return this.RedirectTo("/account?notice=details");
    }
}
