using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Changes;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Orders;

/// <summary>Which documents of a company?</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class ChooseDocuments(CompaniesDb db, Baskets baskets, Text text, TimeProvider time) : PageModel
{
    private const string Particulars = "particulars";
    private const int MostFilings = 200;

    public Company Company { get; private set; } = null!;

    public IReadOnlyList<FiledForm> Filings { get; private set; } = [];

    public IReadOnlyList<string> Chosen { get; private set; } = [];

    public Money Price(string? form) => new(OrderFee.For(form is null ? Particulars : "image", form, HongKong.Today(time)).Cents);

    public Money Certification => new(OrderFee.For("certified", null, HongKong.Today(time)).Cents);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) => await FindAsync(number, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, string[] documents, string? certified, CancellationToken ct)
    {
        if (!await FindAsync(number, ct))
        {
            return NotFound();
        }

        Chosen = documents;
        var filings = documents.Select(chosen => Guid.TryParse(chosen, out var id) ? id : Guid.Empty).Where(id => Filings.Any(filed => filed.FilingId == id)).ToList();
        if (filings.Count == 0 && !documents.Contains(Particulars))
        {
            ModelState.AddModelError("documents", text["companies.orders.choose.missing"]);
            return Page();
        }

        if (!await baskets.AddAsync(User.RequiredPersonId(), Company, documents.Contains(Particulars), filings, certified == "yes", ct))
        {
            ModelState.AddModelError("documents", text["companies.orders.choose.too-many", Baskets.MostLines]);
            return Page();
        }

        return this.RedirectTo("/companies/basket");
    }

    private async Task<bool> FindAsync(string number, CancellationToken ct)
    {
        if (CompanyNumber.Parse(number) is not { } found || await db.Companies.AsNoTracking().FirstOrDefaultAsync(company => company.Number == found, ct) is not { } company)
        {
            return false;
        }

        var key = CompanyNumber.Format(found);
        Company = company;
        Filings = await db.Filings.AsNoTracking().Where(filed => filed.CompanyNumber == key).OrderByDescending(filed => filed.Entry).Take(MostFilings).ToListAsync(ct);
        return true;
    }
}
