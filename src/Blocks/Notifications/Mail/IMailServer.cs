using MimeKit;

namespace OneStop.Notifications.Mail;

/// <summary>Takes mail on its way. One sender uses one at a time; a connection may stay open until <see cref="RestAsync"/>.</summary>
internal interface IMailServer : IDisposable
{
    /// <returns>What the server answered.</returns>
    Task<string> SendAsync(MimeMessage mail, CancellationToken ct);

    Task RestAsync(CancellationToken ct);
}

/// <summary>Keeps the mail here: what is marked as sent shows at /mailbox.</summary>
internal sealed class LocalMailbox : IMailServer
{
    public Task<string> SendAsync(MimeMessage mail, CancellationToken ct) => Task.FromResult("kept in the local mailbox");

    public Task RestAsync(CancellationToken ct) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
