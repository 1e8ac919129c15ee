using OneStop.Accounts.Contracts;
using OneStop.Notifications.Contracts;

namespace OneStop.Payments.Bills;

/// <summary>Tells the payer, in the write that brought about what is told.</summary>
internal sealed class PayerNotices(IPeople people, INotifications notifications)
{
    public async Task SendAsync(Bill bill, string textPrefix, IReadOnlyList<object?> args, string path, string once, CancellationToken ct)
    {
        if (await people.FindAsync(bill.PayerId, ct) is { } payer)
        {
            await notifications.SendAsync(new Message(payer.Recipient, textPrefix, args, path, once), ct);
        }
    }
}
