using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Changes;
using OneStop.Companies.Register;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Platform.Web.Components;
using OneStop.Registers.Contracts;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Search;

/// <summary>What the register says of a company, now or at the end of a day.</summary>
[AllowAnonymous]
[PublishedOnAsk]
internal sealed class ProfilePage(IRegisters registers, CompaniesDb db, IUsage usage, Text text) : PageModel
{
    private const int MostFilings = 200;

    public CompanyParticulars Company { get; private set; } = null!;

    public BusinessParticulars? Business { get; private set; }

    public IReadOnlyList<Entry> History { get; private set; } = [];

    public IReadOnlyList<FiledForm> Filings { get; private set; } = [];

    public DateOnly? AsAt { get; private set; }

    public string? AsAtTyped => AsAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public bool IsDemonstration { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (CompanyNumber.Parse(number) is not { } found)
        {
            return NotFound();
        }

        var key = CompanyNumber.Format(found);
        if (key != number)
        {
            return RedirectPermanent(SitePages.Address($"/companies/{key}"));
        }

        HttpContext.DependsOn(RegisterData.Entry(RegisterNames.Companies, key));
        HttpContext.OnEachView(() => usage.Count(CompanySearch.Code, UsageStep.View, UsageChannel.Web));
        History = await registers.HistoryAsync(RegisterNames.Companies, key, ct);
        if (History.Count == 0)
        {
            return NotFound();
        }

        AsAt = DayAsked(History[0].ValidFrom);
        var entry = AsAt is { } day ? await registers.AsAtAsync(RegisterNames.Companies, key, day, ct) : History[^1];
        if (entry is null)
        {
            ModelState.AddModelError("as-at", text["companies.profile.as-at.before", Text.Day(History[0].ValidFrom)]);
            (AsAt, entry) = (null, History[^1]);
        }

        Company = CompanyParticulars.From(entry.Content);
        HttpContext.DependsOn(RegisterData.Entry(RegisterNames.Businesses, Company.Brn));
        IsDemonstration = History[0].Cause == RegisterNames.DemonstrationCause;
        var business = AsAt is { } then
            ? await registers.AsAtAsync(RegisterNames.Businesses, Company.Brn, then, ct)
            : await registers.FindAsync(RegisterNames.Businesses, Company.Brn, ct);
        Filings = await db.Filings.Where(filed => filed.CompanyNumber == key && filed.Entry <= entry.Number).OrderByDescending(filed => filed.Entry).Take(MostFilings).ToListAsync(ct);
        Business = business is null ? null : BusinessParticulars.From(business.Content);
        return Page();
    }

    internal string Words(PostalAddress address)
    {
        var country = address.Country == "HK" ? text["companies.country.HK"] : address.Country;
        return $"{address}, {country}";
    }

    private DateOnly? DayAsked(DateOnly first)
    {
        var typed = TypedDay.Of("as-at", box => Request.Query[box]);
        if (typed.IsEmpty || typed.Day >= first)
        {
            return typed.Day;
        }

        ModelState.AddModelError("as-at", text["companies.profile.as-at.before", Text.Day(first)]);
        return null;
    }
}
