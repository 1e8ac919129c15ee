using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Contracts;
using OneStop.Companies.Changes;
using OneStop.Companies.Register;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Watching;

/// <summary>Somebody wants to be told of every change of a company.</summary>
internal sealed class Watch
{
    public Guid Id { get; init; }
    public required string CompanyNumber { get; init; }
    public Guid PersonId { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<Watch>(e =>
    {
        e.ToTable("Watches").HasKey(watch => watch.Id);
        e.Property(watch => watch.Id).ValueGeneratedNever();
        e.HasIndex(watch => new { watch.CompanyNumber, watch.PersonId }).IsUnique();
    });
}

/// <summary>Tells everybody who watches a company of what was filed, in the inbox and by e-mail.</summary>
internal sealed class TellWatchers(CompaniesDb db, IPeople people, Text text, Writes writes) : IEventHandler<CompanyChanged>
{
    public async Task HandleAsync(CompanyChanged happened, CancellationToken ct)
    {
        var watches = await db.Watches.AsNoTracking().Where(watch => watch.CompanyNumber == happened.Number).ToListAsync(ct);
        if (watches.Count == 0 || CompanyNumber.Parse(happened.Number) is not { } number || await db.Companies.AsNoTracking().FirstOrDefaultAsync(company => company.Number == number, ct) is not { } company)
        {
            return;
        }

        var found = await people.FindAsync([.. watches.Select(watch => watch.PersonId)], ct);
        var (english, chinese) = (company.NameEnglish ?? company.NameChinese!, company.NameChinese ?? company.NameEnglish!);
        var form = ChangeForms.All.First(known => known.Number == happened.Form);
        await writes.RunAsync(async write =>
        {
            var notifications = write.Get<INotifications>();
            foreach (var watch in watches.Where(watch => found.ContainsKey(watch.PersonId)))
            {
                await notifications.SendAsync(new Message(
                    found[watch.PersonId].Recipient, "companies.watch.told",
                    [new LocalizedText(english, chinese, chinese), happened.Number, text.All($"{form.TextPrefix}.title"), form.Number, Text.DayInAll(happened.On)],
                    $"/companies/{happened.Number}", $"company/{happened.Number}/{happened.Entry}", Lane.Public, $"/companies/watches/stop/{watch.Id}"), ct);
            }
        }, ct);
    }
}
