using Microsoft.Extensions.Configuration;

namespace OneStop.Notifications.Mail;

/// <summary>
/// Where mail goes: to a server (<c>Mail:Smtp:Host</c>, <c>Port</c>, <c>User</c>, <c>Password</c>, <c>From</c>), or into the local mailbox
/// (<c>Mail:LocalMailbox</c>; by itself on for a demonstration without a server). With neither, mail waits until there is one.
/// </summary>
/// <param name="Plain">Sends without TLS: only to a server on this machine.</param>
internal sealed record MailOptions(bool LocalMailbox, string? Host, int Port, string? User, string? Password, string From, bool Plain)
{
    private const int SubmissionPort = 587;

    public static MailOptions Read(IConfiguration configuration)
    {
        var smtp = configuration.GetSection("Mail:Smtp");
        var host = smtp["Host"] is { Length: > 0 } name ? name : null;
        return new MailOptions(
            configuration.GetValue("Mail:LocalMailbox", host is null && configuration.GetValue<bool>("Demo")),
            host,
            smtp.GetValue("Port", SubmissionPort),
            smtp["User"],
            smtp["Password"],
            smtp["From"] ?? "no-reply@onestop.example",
            smtp.GetValue("Plain", false));
    }
}
