using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Companies.Watching;

/// <summary>
/// Stops watching, from the link in a message. A mail program posts here without cookies (RFC 8058, 3.2): the address itself shows who
/// may, and to look at it changes nothing.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class StopWatching(CompaniesDb db, Writes writes) : PageModel
{
    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await db.Watches.AnyAsync(watch => watch.Id == id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await writes.RunAsync(write => write.Get<CompaniesDb>().Watches.Where(watch => watch.Id == id).ExecuteDeleteAsync(ct), ct);
        IsDone = true;
        return Page();
    }
}
