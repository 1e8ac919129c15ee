using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Notifications.Mail;
using OneStop.Notifications.Messages;
using OneStop.Platform.Secrets;

namespace OneStop.Notifications.Mailbox;

/// <summary>The demonstration's mail, readable by everybody; the page does not exist where mail really goes out.</summary>
[AllowAnonymous]
internal sealed class MailboxModel(NotificationsDb db, FieldCipher cipher, MailOptions options) : PageModel
{
    private const int Newest = 100;

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!options.LocalMailbox)
        {
            return NotFound();
        }

        var mail = db.Messages.Where(message => message.Mail == MailState.Sent);
        if (!string.IsNullOrWhiteSpace(To))
        {
            var recipient = SendMessage.RecipientHash(cipher, To);
            mail = mail.Where(message => message.RecipientHash == recipient);
        }

        var found = await mail.OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id).Take(Newest).ToListAsync(ct);
        Lines = found.ConvertAll(message => new Line(message.Id, MessageContent.Open(cipher, message.Content), message.CreatedAt));
        return Page();
    }

    internal sealed record Line(Guid Id, MessageContent Content, DateTimeOffset At);
}
