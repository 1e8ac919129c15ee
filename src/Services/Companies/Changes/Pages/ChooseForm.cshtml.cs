using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Companies.Register;
using OneStop.Companies.Search;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Changes.Pages;

/// <summary>What is to be told of a company: the forms, and for each officer those about one.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class ChooseForm(IRegisters registers, FilingAuthority authority, BeginChange begin, Text text) : PageModel
{
    public CompanyParticulars Company { get; private set; } = null!;

    public bool MayFile { get; private set; }

    public string? Chosen { get; private set; }

    /// <summary>Value and words of each form, and of each form about each officer.</summary>
    public IEnumerable<(string Value, string Words)> Choices
    {
        get
        {
            foreach (var form in ChangeForms.All.Where(Fits))
            {
                if (form.About.Count == 0)
                {
                    yield return (form.Code, text["companies.changes.form.line", text[$"{form.TextPrefix}.title"], form.Number]);
                    continue;
                }

                foreach (var (index, officer) in Company.Officers.Index().Where(of => form.About.Contains(of.Item.Role)))
                {
                    yield return ($"{form.Code}/{index}", text["companies.changes.form.officer", text[$"{form.TextPrefix}.title"], form.Number,
                        CompanyNames.First(officer.Name, officer.NameChinese), text[$"companies.role.{officer.Role}"]]);
                }
            }
        }
    }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) => await FindAsync(number, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, string? form, CancellationToken ct)
    {
        if (!await FindAsync(number, ct))
        {
            return NotFound();
        }

        Chosen = form;
        var parts = (form ?? "").Split('/');
        if (!Choices.Any(choice => choice.Value == form) || ChangeForms.Find(parts[0]) is not { } found)
        {
            ModelState.AddModelError("form", text["companies.changes.form.missing"]);
            return Page();
        }

        var officer = parts.Length == 2 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        var begun = await begin.RunAsync(found, Company.Number, officer, User.RequiredPersonId(), UsageChannel.Web, ct);
        if (begun.Id is { } id)
        {
            return this.RedirectTo($"/filings/{id}");
        }

        ModelState.AddModelError("form", text[$"companies.changes.begin.{begun.Why}"]);
        return Page();
    }

    private bool Fits(ChangeForm form) => Company.Kind != CompanyKind.Guarantee || !form.Number.StartsWith("NSC", StringComparison.Ordinal);

    private async Task<bool> FindAsync(string number, CancellationToken ct)
    {
        if (CompanyNumber.Parse(number) is not { } found || await registers.FindAsync(RegisterNames.Companies, CompanyNumber.Format(found), ct) is not { } entry)
        {
            return false;
        }

        Company = CompanyParticulars.From(entry.Content);
        MayFile = Company.Status == CompanyStatus.Live && await authority.MayFileAsync(User.RequiredPersonId(), Company, ct);
        return true;
    }
}
