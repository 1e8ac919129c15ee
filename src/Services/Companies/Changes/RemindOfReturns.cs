using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Register;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Changes;

/// <summary>
/// Reminds the officers of a private company two weeks before the day to which its annual return is made up, and again two weeks before
/// the fee rises. Each reminder is sent once, however often the job runs.
/// </summary>
internal sealed class RemindOfReturns(CompaniesDb db, IRegisters registers, FilingAuthority authority, IPeople people, Writes writes, TimeProvider time) : IScheduledJob
{
    private const int DaysAhead = 14;
    private const int DaysAtLowestFee = 42;

    public async Task RunAsync(CancellationToken ct)
    {
        var today = HongKong.Today(time);
        foreach (var number in await db.OfficerAccounts.Select(account => account.CompanyNumber).Distinct().OrderBy(number => number).ToListAsync(ct))
        {
            if (await registers.FindAsync(RegisterNames.Companies, number, ct) is { } entry && CompanyParticulars.From(entry.Content) is { Kind: CompanyKind.Private, Status: CompanyStatus.Live } company
                && Due(company, today) is { } due)
            {
                await RemindAsync(company, due.MadeUp, due.Again, ct);
            }
        }
    }

    /// <summary>The return to be reminded of on a day, and whether for the second time; null where there is none.</summary>
    internal static (DateOnly MadeUp, bool Again)? Due(CompanyParticulars company, DateOnly today)
    {
        foreach (var years in (int[])[today.Year - company.IncorporatedOn.Year - 1, today.Year - company.IncorporatedOn.Year, today.Year - company.IncorporatedOn.Year + 1])
        {
            var madeUp = company.IncorporatedOn.AddYears(Math.Max(years, 0));
            if (years < 1 || company.LastReturn >= madeUp || today < madeUp.AddDays(-DaysAhead) || today > madeUp.AddDays(DaysAtLowestFee))
            {
                continue;
            }

            return (madeUp, today >= madeUp.AddDays(DaysAtLowestFee - DaysAhead));
        }

        return null;
    }

    private async Task RemindAsync(CompanyParticulars company, DateOnly madeUp, bool again, CancellationToken ct)
    {
        var officers = await people.FindAsync([.. await authority.OfficersAsync(company, ct)], ct);
        var (english, chinese) = (company.NameEnglish ?? company.NameChinese!, company.NameChinese ?? company.NameEnglish!);
        await writes.RunAsync(async write =>
        {
            var notifications = write.Get<INotifications>();
            foreach (var officer in officers.Values)
            {
                await notifications.SendAsync(new Message(
                    officer.Recipient, again ? "companies.changes.reminder.again" : "companies.changes.reminder",
                    [new LocalizedText(english, chinese, chinese), company.Number, Text.DayInAll(madeUp), Text.DayInAll(madeUp.AddDays(DaysAtLowestFee))],
                    $"/companies/{company.Number}/file", $"annual-return/{company.Number}/{madeUp:yyyy-MM-dd}/{(again ? 2 : 1)}"), ct);
            }
        }, ct);
    }
}
