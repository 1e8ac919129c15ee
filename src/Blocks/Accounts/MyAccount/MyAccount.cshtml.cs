using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.MyAccount;

[Authorize(Policy = Access.SignedIn)]
internal sealed class MyAccountModel(AccountsDb db, FieldCipher cipher, Text text, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Notice { get; set; }

    public Person Person { get; private set; } = null!;

    public bool HasAuthenticator { get; private set; }

    public int CodesLeft { get; private set; }

    public int Passkeys { get; private set; }

    public int Sessions { get; private set; }

    /// <summary>Posts that this session may not act in.</summary>
    public IReadOnlyList<string> IdlePosts => [.. User.FindAll(SessionClaims.IdlePost).Select(claim => claim.Value)];

    public IReadOnlyList<string> Posts => [.. User.FindAll(PersonClaims.Officer).Select(claim => claim.Value), .. IdlePosts];

    public string? NoticeText => Notice is "details" or "email" or "password" ? text[$"accounts.notice.{Notice}"] : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (id, now) = (User.RequiredPersonId(), time.GetUtcNow());
        var account = await db.Accounts.SingleAsync(account => account.Id == id, ct);
        Person = account.Open(cipher);
        HasAuthenticator = account.AuthenticatorKey is not null;
        CodesLeft = await db.RecoveryCodes.CountAsync(code => code.AccountId == id, ct);
        Passkeys = await db.Passkeys.CountAsync(passkey => passkey.AccountId == id, ct);
        Sessions = await db.Sessions.CountAsync(session => session.AccountId == id && session.EndsAt > now, ct);
    }
}
