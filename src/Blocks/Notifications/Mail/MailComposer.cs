using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MimeKit;
using OneStop.Notifications.Messages;
using OneStop.Platform.Texts;

namespace OneStop.Notifications.Mail;

/// <summary>Writes a message as mail: text and HTML, the same words in both. The same message always has the same Message-ID, so a repeat is recognised.</summary>
internal sealed class MailComposer(MailOptions options, SiteAddress site, Text text)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <exception cref="ParseException">The address is none.</exception>
    public MimeMessage Compose(StoredMessage message, MessageContent content)
    {
        var from = MailboxAddress.Parse(options.From);
        var mail = new MimeMessage
        {
            Subject = content.Subject,
            Date = HongKong.At(message.CreatedAt),
            MessageId = $"{message.Id:N}@{from.Domain}",
        };
        mail.From.Add(new MailboxAddress(text.In(content.Lang, "notifications.mail.sender"), from.Address));
        mail.To.Add(MailboxAddress.Parse(content.Email));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (content.Unsubscribe is { } stop)
        {
            // One click in the reader's mail program (RFC 8058).
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{site.Of(stop, content.Lang)}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        mail.Body = new BodyBuilder { TextBody = TextOf(content), HtmlBody = HtmlOf(content) }.ToMessageBody();
        mail.Body.Headers.Add(HeaderId.ContentLanguage, content.Language);
        return mail;
    }

    private string TextOf(MessageContent content)
    {
        var body = new StringBuilder(content.Body);
        if (content.Path is { } path)
        {
            body.Append("\n\n").Append(text.In(content.Lang, "notifications.mail.open")).Append('\n').Append(site.Of(path, content.Lang));
        }

        if (content.Unsubscribe is { } stop)
        {
            body.Append("\n\n").Append(text.In(content.Lang, "notifications.mail.unsubscribe")).Append('\n').Append(site.Of(stop, content.Lang));
        }

        return body.Append("\n\n-- \n").Append(text.In(content.Lang, "notifications.mail.footer")).Append('\n').ToString();
    }

    private string HtmlOf(MessageContent content)
    {
        var body = new StringBuilder($"<!DOCTYPE html><html lang=\"{content.Language}\"><head><meta charset=\"utf-8\"><title>{Html.Encode(content.Subject)}</title></head><body>");
        foreach (var paragraph in content.Paragraphs)
        {
            body.Append("<p>").AppendJoin("<br>", paragraph.Split('\n').Select(Html.Encode)).Append("</p>");
        }

        foreach (var (path, words) in new[] { (content.Path, "notifications.mail.open"), (content.Unsubscribe, "notifications.mail.unsubscribe") })
        {
            if (path is not null)
            {
                var address = Html.Encode(site.Of(path, content.Lang));
                body.Append($"<p>{Html.Encode(text.In(content.Lang, words))}<br><a href=\"{address}\">{address}</a></p>");
            }
        }

        return body.Append($"<hr><p>{Html.Encode(text.In(content.Lang, "notifications.mail.footer"))}</p></body></html>").ToString();
    }
}
