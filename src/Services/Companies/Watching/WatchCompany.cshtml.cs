using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Register;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.Companies.Watching;

/// <summary>Begins or stops watching a company.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class WatchCompany(CompaniesDb db, Writes writes) : PageModel
{
    public Company Company { get; private set; } = null!;

    public bool IsWatched { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) => await FindAsync(number, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, bool watch, CancellationToken ct)
    {
        if (!await FindAsync(number, ct))
        {
            return NotFound();
        }

        var (key, person) = (CompanyNumber.Format(Company.Number), User.RequiredPersonId());
        await writes.RunAsync(async write =>
        {
            await write.LockAsync($"companies:watch/{key}/{person}", ct);
            var watches = write.Get<CompaniesDb>().Watches;
            var standing = await watches.FirstOrDefaultAsync(of => of.CompanyNumber == key && of.PersonId == person, ct);
            if (watch && standing is null)
            {
                watches.Add(new Watch { Id = Ids.New(), CompanyNumber = key, PersonId = person });
            }
            else if (!watch && standing is not null)
            {
                watches.Remove(standing);
            }
        }, ct);
        return this.RedirectTo($"/companies/{key}/watch");
    }

    private async Task<bool> FindAsync(string number, CancellationToken ct)
    {
        if (CompanyNumber.Parse(number) is not { } found || await db.Companies.AsNoTracking().FirstOrDefaultAsync(company => company.Number == found, ct) is not { } company)
        {
            return false;
        }

        var (key, person) = (CompanyNumber.Format(found), User.RequiredPersonId());
        Company = company;
        IsWatched = await db.Watches.AnyAsync(watch => watch.CompanyNumber == key && watch.PersonId == person, ct);
        return true;
    }
}
