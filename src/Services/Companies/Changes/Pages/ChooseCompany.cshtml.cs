using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Changes.Pages;

/// <summary>For which company? One's own, or any by its number.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class ChooseCompany(CompaniesDb db, FilingAuthority authority, Text text) : PageModel
{
    public string? Typed { get; private set; }

    public IReadOnlyList<Company> Own { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? number, CancellationToken ct)
    {
        Typed = number;
        if (CompanyNumber.Parse(number) is { } found && await db.Companies.AnyAsync(company => company.Number == found, ct))
        {
            return this.RedirectTo($"/companies/{CompanyNumber.Format(found)}/file");
        }

        if (number is not null)
        {
            ModelState.AddModelError("number", text["companies.changes.choose.unknown"]);
        }

        var own = (await authority.CompaniesOfAsync(User.RequiredPersonId(), ct)).Select(of => CompanyNumber.Parse(of)!.Value).ToList();
        Own = await db.Companies.Where(company => own.Contains(company.Number)).OrderByDescending(company => company.Number).ToListAsync(ct);
        return Page();
    }
}
