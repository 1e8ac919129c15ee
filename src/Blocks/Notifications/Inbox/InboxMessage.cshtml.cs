using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Notifications.Messages;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Platform.Web;

namespace OneStop.Notifications.Inbox;

/// <summary>One message; opening it marks it read.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class InboxMessageModel(NotificationsDb db, Writes writes, FieldCipher cipher, TimeProvider time) : PageModel
{
    public MessageContent Message { get; private set; } = null!;

    public DateTimeOffset ReceivedAt { get; private set; }

    public bool CanArchive { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await Mine(db, id).SingleOrDefaultAsync(ct) is not { } message)
        {
            return NotFound();
        }

        if (message.ReadAt is null)
        {
            await ChangeAsync(id, found => found.Read(time.GetUtcNow()), ct);
        }

        (Message, ReceivedAt, CanArchive) = (MessageContent.Open(cipher, message.Content), message.CreatedAt, message.ArchivedAt is null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) =>
        await ChangeAsync(id, found => found.Archive(time.GetUtcNow()), ct) ? this.RedirectTo("/inbox") : NotFound();

    private Task<bool> ChangeAsync(Guid id, Action<StoredMessage> change, CancellationToken ct) => writes.RunAsync(async write =>
    {
        if (await Mine(write.Get<NotificationsDb>(), id).SingleOrDefaultAsync(ct) is not { } message)
        {
            return false;
        }

        change(message);
        return true;
    }, ct);

    private IQueryable<StoredMessage> Mine(NotificationsDb from, Guid id)
    {
        var person = User.RequiredPersonId();
        return from.Messages.Where(message => message.Id == id && message.PersonId == person);
    }
}
