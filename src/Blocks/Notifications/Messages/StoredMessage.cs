using OneStop.Notifications.Contracts;
using OneStop.Notifications.Mail;

namespace OneStop.Notifications.Messages;

/// <summary>One message: a line of somebody's inbox and a mail to be sent.</summary>
internal sealed class StoredMessage
{
    public Guid Id { get; init; }

    /// <summary>Keyed hash of the address: with <see cref="Once"/> it makes the message one, without telling whose it is.</summary>
    public required string RecipientHash { get; init; }

    public required string Once { get; init; }

    public Lane Lane { get; init; }

    /// <summary>Whose inbox shows it; null for nobody's.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>A <see cref="MessageContent"/>, sealed.</summary>
    public required string Content { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ReadAt { get; private set; }

    public DateTimeOffset? ArchivedAt { get; private set; }

    public MailState Mail { get; private set; } = MailState.Waiting;

    public int Attempts { get; private set; }

    /// <summary>When it may be tried; while a sender has it in hand, when that claim lapses.</summary>
    public DateTimeOffset NextAt { get; private set; }

    public string? Claim { get; private set; }

    public void Due(DateTimeOffset at) => NextAt = at;

    public void Read(DateTimeOffset now) => ReadAt ??= now;

    public void Archive(DateTimeOffset now) => ArchivedAt ??= now;

    public void Take(string claim, DateTimeOffset until) => (Claim, NextAt, Attempts) = (claim, until, Attempts + 1);

    /// <summary>What an attempt brought: sent, given up, or to be tried again.</summary>
    public void Finish(Outcome outcome, DateTimeOffset now)
    {
        var again = outcome == Outcome.Deferred ? Patience.NextTry(Lane, Attempts, CreatedAt, now) : null;
        Mail = outcome switch
        {
            Outcome.Sent => MailState.Sent,
            Outcome.Refused => MailState.Refused,
            _ => again is null ? MailState.GivenUp : MailState.Waiting,
        };
        (Claim, NextAt) = (null, again ?? now);
    }
}

internal enum MailState
{
    Waiting,
    Sent,

    /// <summary>The recipient's server refused it for good.</summary>
    Refused,

    /// <summary>Tried for as long as it was worth anything.</summary>
    GivenUp,
}
