using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Contracts;
using OneStop.Companies.Incorporation;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;
using static OneStop.Companies.Changes.ChangeRules;

namespace OneStop.Companies.Changes;

/// <summary>
/// Puts a change on the register, in the write that completes its filing. Changes of one company queue here: each is applied to what the
/// one before made of it, and is refused where nothing is left to change. Earlier entries stay as they are.
/// </summary>
internal sealed class RegisterChange(ProtectedParticulars particulars, OfficerAccounts officers, TimeProvider time)
{
    /// <param name="seen">The entry that the filed paper compares with; throws <see cref="FulfilmentOvertakenException"/> where it is no longer the last.</param>
    /// <param name="serial">Of that paper.</param>
    internal async Task ApplyAsync(Write write, ChangeForm form, Filing filing, Entry seen, string serial, CancellationToken ct)
    {
        var companyNumber = seen.Key;
        await write.LockAsync($"companies:company/{companyNumber}", ct);
        var db = write.Get<CompaniesDb>();
        if (await db.Filings.AnyAsync(filed => filed.FilingId == filing.Id, ct))
        {
            return;
        }

        var (registers, today) = (write.Get<IRegisters>(), HongKong.Today(time));
        var before = (await registers.FindAsync(RegisterNames.Companies, companyNumber, ct))!;
        if (before.Number != seen.Number)
        {
            throw new FulfilmentOvertakenException();
        }

        var effect = form.Apply(CompanyParticulars.From(before.Content), filing.Content, today);
        if (!effect.IsSound)
        {
            throw new FilingRefusedException(effect.Problems.Count > 0 ? effect.Problems : [Problem(form.FirstPath, "overtaken")]);
        }

        var entry = await registers.AppendAsync(new NewEntry(RegisterNames.Companies, companyNumber, effect.On!.Value, $"filing/{filing.Id}", effect.Company!.ToJson()), ct);
        FiledForm.Add(write, new FiledForm
        {
            FilingId = filing.Id,
            CompanyNumber = companyNumber,
            Form = ChangeForms.NumberOn(form.Number, today),
            FiledOn = today,
            Entry = entry.Number,
            Corrects = ChangeForm.Corrects(filing.Content),
            Serial = serial,
        });
        var appointed = form.Appointed(filing.Content);
        await particulars.SealAsync(write, companyNumber, filing.Id, appointed, ct);
        await officers.LinkAsync(write, companyNumber, appointed, ct);
        if (effect.Renamed is { } renamed)
        {
            foreach (var account in await db.OfficerAccounts.Where(account => account.CompanyNumber == companyNumber && account.Name == renamed.From).ToListAsync(ct))
            {
                account.Name = renamed.To;
            }
        }

        write.Publish(new CompanyChanged(companyNumber, form.Number, entry.Number, effect.On.Value));
    }
}
