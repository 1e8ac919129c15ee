namespace OneStop.Notifications.Mail;

/// <summary>What one try to deliver a mail brought.</summary>
internal sealed class MailAttempt
{
    public Guid MessageId { get; init; }
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }
    public Outcome Outcome { get; init; }

    /// <summary>The server's answer or the failure, without the recipient's address.</summary>
    public required string Answer { get; init; }
}

internal enum Outcome
{
    Sent,
    Deferred,
    Refused,
}
