using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace OneStop.Notifications.Mail;

internal sealed class SmtpMailServer(MailOptions options) : IMailServer
{
    private const int TlsFromTheStartPort = 465;
    private readonly SmtpClient client = new() { Timeout = 30_000 };

    public async Task<string> SendAsync(MimeMessage mail, CancellationToken ct)
    {
        if (!client.IsConnected)
        {
            await client.ConnectAsync(options.Host!, options.Port, Security, ct);
            if (!string.IsNullOrEmpty(options.User))
            {
                await client.AuthenticateAsync(options.User, options.Password ?? "", ct);
            }
        }

        return await client.SendAsync(mail, ct);
    }

    public async Task RestAsync(CancellationToken ct)
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: true, ct);
        }
    }

    public void Dispose() => client.Dispose();

    private SecureSocketOptions Security =>
        options.Plain ? SecureSocketOptions.None
        : options.Port == TlsFromTheStartPort ? SecureSocketOptions.SslOnConnect
        : SecureSocketOptions.StartTls;
}
