using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Sessions;

[Authorize(Policy = Access.SignedIn)]
internal sealed class MySessionsModel(AccountsDb db, EndSession end, TimeProvider time) : PageModel
{
    public Guid? Current => User.SessionId();

    public IReadOnlyList<Session> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (id, now) = (User.RequiredPersonId(), time.GetUtcNow());
        Mine = await db.Sessions.Where(session => session.AccountId == id && session.EndsAt > now).OrderByDescending(session => session.StartedAt).ToListAsync(ct);
    }

    public async Task<IActionResult> OnPostEndAsync([FromForm] Guid id, CancellationToken ct)
    {
        await end.RunAsync(User.RequiredPersonId(), id, ct);
        return this.RedirectTo("/account/sessions");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await end.AllButAsync(User.RequiredPersonId(), Current, ct);
        return this.RedirectTo("/account/sessions");
    }
}
