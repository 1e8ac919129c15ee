using OneStop.Notifications.Contracts;
using OneStop.Notifications.Mail;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Notifications.Messages;

internal sealed class SendMessage(Writes writes, FieldCipher cipher, Text text, MailSignal signal, TimeProvider time) : INotifications
{
    public Task SendAsync(Message message, CancellationToken ct = default) => writes.RunAsync(write =>
    {
        var now = time.GetUtcNow();
        var stored = new StoredMessage
        {
            Id = Ids.New(),
            RecipientHash = RecipientHash(cipher, message.To.Email),
            Once = message.Once,
            Lane = message.Lane,
            PersonId = message.Lane == Lane.Code ? null : message.To.PersonId,
            Content = Write(message).Seal(cipher),
            CreatedAt = now,
        };
        stored.Due(now);
        // The same message to the same recipient is one, whoever repeats it: the unique index says so.
        write.Get<NotificationsDb>().AddOnce(stored);
        write.AfterCommit(() => signal.Raise(message.Lane));
        return Task.CompletedTask;
    }, ct);

    internal static string RecipientHash(FieldCipher cipher, string email) => cipher.KeyedHash("mail:" + email.Trim().ToUpperInvariant());

    private MessageContent Write(Message message)
    {
        var lang = message.To.Language;
        var args = message.Args.Select(arg => Say(arg, lang)).ToArray();
        var subject = text.In(lang, message.TextPrefix + ".subject", args).ReplaceLineEndings(" ");
        return new MessageContent(message.To.Email.Trim(), lang.Code, subject, text.In(lang, message.TextPrefix + ".body", args).ReplaceLineEndings("\n"), message.Path, message.Unsubscribe);
    }

    private static object? Say(object? arg, Lang lang) => arg switch
    {
        LocalizedText localized => localized.In(lang),
        DateOnly day => Text.Day(day, lang),
        DateTimeOffset moment => Text.Moment(moment, lang),
        _ => arg,
    };
}
