using OneStop.Notifications.Contracts;

namespace OneStop.Notifications.Mail;

/// <summary>Wakes this node's senders as soon as a mail is committed; other nodes look once a second.</summary>
internal sealed class MailSignal
{
    private readonly SemaphoreSlim codes = new(0);
    private readonly SemaphoreSlim any = new(0);

    public void Raise(Lane lane) => (lane == Lane.Code ? codes : any).Release();

    /// <summary>True where something was raised in time.</summary>
    public Task<bool> WaitAsync(bool codesOnly, TimeSpan atMost, CancellationToken ct) => (codesOnly ? codes : any).WaitAsync(atMost, ct);
}
