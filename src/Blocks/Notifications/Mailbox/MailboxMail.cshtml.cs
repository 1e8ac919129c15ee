using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using OneStop.Notifications.Mail;
using OneStop.Notifications.Messages;
using OneStop.Platform.Secrets;

namespace OneStop.Notifications.Mailbox;

/// <summary>One mail as its recipient would see it, and as it would travel.</summary>
[AllowAnonymous]
internal sealed partial class MailboxMailModel(NotificationsDb db, FieldCipher cipher, MailComposer composer, MailOptions options) : PageModel
{
    public Guid Id { get; private set; }

    public MimeMessage Mail { get; private set; } = null!;

    public string Language { get; private set; } = "";

    public IEnumerable<IReadOnlyList<Part>> Lines => (Mail.TextBody ?? "").Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Split);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetSourceAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
        {
            return NotFound();
        }

        using var source = new MemoryStream();
        await Mail.WriteToAsync(source, ct);
        return File(source.ToArray(), "message/rfc822", $"{id}.eml");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (!options.LocalMailbox || await db.Messages.SingleOrDefaultAsync(message => message.Id == id && message.Mail == MailState.Sent, ct) is not { } message)
        {
            return false;
        }

        var content = MessageContent.Open(cipher, message.Content);
        (Id, Mail, Language) = (id, composer.Compose(message, content), content.Language);
        return true;
    }

    private static IReadOnlyList<Part> Split(string line) =>
        [.. Address().Split(line).Where(text => text.Length > 0).Select(text => new Part(text, text.StartsWith("http", StringComparison.Ordinal)))];

    [GeneratedRegex(@"(https?://\S+)")]
    private static partial Regex Address();

    internal sealed record Part(string Text, bool IsLink);
}
