using Microsoft.EntityFrameworkCore;
using OneStop.Notifications.Mail;
using OneStop.Notifications.Messages;
using OneStop.Platform.Data;

namespace OneStop.Notifications;

internal sealed class NotificationsDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "notifications";

    public DbSet<StoredMessage> Messages => Set<StoredMessage>();

    public DbSet<MailAttempt> Attempts => Set<MailAttempt>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<StoredMessage>(e =>
        {
            e.ToTable("Messages").HasKey(message => message.Id);
            e.HasIndex(message => new { message.RecipientHash, message.Once }).IsUnique();
            e.HasIndex(message => new { message.PersonId, message.CreatedAt });
            e.HasIndex(message => new { message.Mail, message.Lane, message.NextAt });
        });
        model.Entity<MailAttempt>(e => e.ToTable("Attempts").HasKey(attempt => new { attempt.MessageId, attempt.Number }));
    }
}
