using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Notifications.Messages;
using OneStop.Platform.Secrets;
using OneStop.Platform.Web;

namespace OneStop.Notifications.Inbox;

/// <summary>A person's messages, the newest first.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class InboxModel(NotificationsDb db, FieldCipher cipher) : PageModel
{
    private const int PerPage = 20;
    private const int LastPage = 10_000;

    [BindProperty(SupportsGet = true)]
    public bool Archived { get; set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public string? Previous { get; private set; }

    public string? Next { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "page")] string? asked, CancellationToken ct)
    {
        var page = int.TryParse(asked, out var number) ? Math.Clamp(number, 1, LastPage) : 1;
        var person = User.RequiredPersonId();
        var found = await db.Messages
            .Where(message => message.PersonId == person && (message.ArchivedAt != null) == Archived)
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Skip((page - 1) * PerPage).Take(PerPage + 1)
            .ToListAsync(ct);
        Lines = [.. found.Take(PerPage).Select(Read)];
        Previous = page > 1 ? PageAddress(page - 1) : null;
        Next = found.Count > PerPage ? PageAddress(page + 1) : null;
    }

    private string PageAddress(int page) => $"{SitePages.Address("/inbox")}?page={page}{(Archived ? "&archived=true" : "")}";

    private Line Read(StoredMessage message)
    {
        var content = MessageContent.Open(cipher, message.Content);
        return new Line(message.Id, content.Subject, content.Language, message.CreatedAt, message.ReadAt is not null);
    }

    internal sealed record Line(Guid Id, string Subject, string Language, DateTimeOffset ReceivedAt, bool Read);
}
