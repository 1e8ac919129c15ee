using OneStop.Platform.Texts;

namespace OneStop.Notifications.Contracts;

/// <summary>Tells a person something: in the inbox at once, by e-mail in the background with retries.</summary>
public interface INotifications
{
    /// <summary>Queues one message in the caller's write. The same <see cref="Message.Once"/> for the same recipient is sent once.</summary>
    Task SendAsync(Message message, CancellationToken ct = default);
}

/// <param name="TextPrefix">The sender's texts below it: <c>.subject</c> and <c>.body</c> (paragraphs parted by an empty line).</param>
/// <param name="Args">For both texts' {0}, {1}…; a <see cref="LocalizedText"/> shows in the recipient's language.</param>
/// <param name="Path">Where the message leads, without the language; null for nowhere.</param>
/// <param name="Once">What makes it one message: <c>filing/ID/submitted</c>.</param>
/// <param name="Lane">Official for a person's own business; Code for a one-time code or confirmation, which is never shown in the inbox; Public for what many asked to be told of.</param>
/// <param name="Unsubscribe">Where messages like this are stopped, without the language: the page asks on GET and stops them on POST, without sign-in (RFC 8058). Null where nobody may stop them.</param>
public sealed record Message(
    Recipient To, string TextPrefix, IReadOnlyList<object?> Args, string? Path, string Once, Lane Lane = Lane.Official, string? Unsubscribe = null);

/// <param name="PersonId">Null for somebody without an account yet: e-mail only.</param>
public sealed record Recipient(Guid? PersonId, string Email, Lang Language);

public enum Lane
{
    Official,
    Code,

    /// <summary>Waits behind the other two, however many there are of it.</summary>
    Public,
}
