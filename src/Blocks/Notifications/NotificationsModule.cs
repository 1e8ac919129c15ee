using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Notifications.Contracts;
using OneStop.Notifications.Mail;
using OneStop.Notifications.Messages;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;

namespace OneStop.Notifications;

/// <summary>Tells people things: in their inbox at once, by e-mail in the background.</summary>
public sealed class NotificationsModule : IModule
{
    public string Name => "Notifications";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<NotificationsDb>();
        services.AddScoped<INotifications, SendMessage>();
        services.AddJob<ForgetOldMessages>("notifications.forget-old-messages", "0 30 3 * * ?");
        services.AddNavigation(new NavigationLink("notifications.inbox.link", "/inbox", NavigationPlace.Header, 80, person => person.PersonId() is not null));

        var mail = MailOptions.Read(configuration);
        services.AddSingleton(mail);
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailSignal>();
        services.AddScoped<MailQueue>();
        services.AddHostedService<MailLoop>();
        if (mail.LocalMailbox)
        {
            services.AddTransient<IMailServer, LocalMailbox>();
            services.AddNavigation(new NavigationLink("notifications.mailbox.link", "/mailbox", NavigationPlace.Footer, 95));
        }
        else if (mail.Host is not null)
        {
            services.AddTransient<IMailServer, SmtpMailServer>();
        }
    }
}
