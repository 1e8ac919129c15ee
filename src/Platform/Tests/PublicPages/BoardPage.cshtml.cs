using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Tests.PublicPages;

[AllowAnonymous]
internal sealed class BoardPage(BoardDb db, BoardModule board) : PageModel
{
    internal IReadOnlyList<string> Words { get; private set; } = [];

    public async Task OnGetAsync()
    {
        HttpContext.OnEachView(() => Interlocked.Increment(ref board.Views));
        Words = await db.Notices.OrderBy(notice => notice.Id).Select(notice => notice.Words).ToListAsync();
    }
}
