using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Notifications.Contracts;
using OneStop.Notifications.Messages;
using OneStop.Platform.Modules;
using OneStop.Platform.Texts;

namespace OneStop.Notifications.Tests;

/// <summary>A module with something to say.</summary>
internal sealed class LettersModule : IModule
{
    public string Name => "Letters";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}

internal static class Letters
{
    public static readonly LocalizedText Office = new("the Post Office", "香港郵政", "香港邮政");

    public static Message To(Recipient recipient, string once, Lane lane = Lane.Official, string name = "Amy", string? path = "/parcels/1") =>
        new(recipient, "letters.greeting", [name, Office, new DateOnly(2026, 11, 25)], path, once, lane);

    public static Recipient Somebody(Lang? lang = null) => new(Guid.CreateVersion7(), $"p{Guid.CreateVersion7():N}@example.hk", lang ?? Lang.English);

    public static Task SendAsync(this TestApp app, params Message[] messages) => app.WriteAsync(async write =>
    {
        foreach (var message in messages)
        {
            await write.Get<INotifications>().SendAsync(message);
        }

        return true;
    });

    public static Task<List<StoredMessage>> MessagesAsync(this TestApp app, string once) =>
        app.InScopeAsync(scope => scope.GetRequiredService<NotificationsDb>().Messages.Where(message => message.Once == once).ToListAsync());

    public static Task<List<Mail.MailAttempt>> AttemptsAsync(this TestApp app, Guid message) => app.InScopeAsync(scope =>
        scope.GetRequiredService<NotificationsDb>().Attempts.Where(attempt => attempt.MessageId == message).OrderBy(attempt => attempt.Number).ToListAsync());
}
