using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Passkeys;

[Authorize(Policy = Access.SignedIn), FreshSignIn]
internal sealed class PasskeysModel(OwnPasskeys passkeys, Text text) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty]
    public string? Id { get; set; }

    public IReadOnlyList<Passkey> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Mine = await passkeys.ListAsync(User.RequiredPersonId(), ct);

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken ct) =>
        Content(await passkeys.OptionsAsync(HttpContext, User.RequiredPersonId(), ct), "application/json");

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        var name = string.IsNullOrWhiteSpace(Name) ? text["accounts.passkeys.unnamed"] : Name.Trim();
        if (name.Length > OwnPasskeys.LongestName)
        {
            ModelState.AddModelError("name", text["accounts.passkeys.name.long", OwnPasskeys.LongestName]);
        }
        else if (await passkeys.AddAsync(HttpContext, User.RequiredPersonId(), name, Credential, ct))
        {
            return this.RedirectTo("/account/passkeys");
        }
        else
        {
            ModelState.AddModelError("name", text["accounts.passkey.failed"]);
        }

        await OnGetAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        await passkeys.RemoveAsync(User.RequiredPersonId(), Id, ct);
        return this.RedirectTo("/account/passkeys");
    }
}
