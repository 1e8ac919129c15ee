using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Changes.Pages;

/// <summary>What the register says and what a filing asks, side by side, for its filer, those who sign, and the registrar.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class Compare(IFilings filings, IRegisters registers, IPeople people, Differences differences, Text text, TimeProvider time) : PageModel
{
    /// <summary>Null for readers other than its filer.</summary>
    public Guid? OwnFiling { get; private set; }

    public string Title { get; private set; } = "";

    public CompanyParticulars? Company { get; private set; }

    public IReadOnlyList<Difference> Rows { get; private set; } = [];

    public IReadOnlyList<RuleProblem> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid filingId, CancellationToken ct)
    {
        if (await filings.FindAsync(filingId, ct) is not { } filing || ChangeForms.Find(filing.Service) is not { } form || !await MayReadAsync(filing, form, ct))
        {
            return NotFound();
        }

        OwnFiling = filing.FilerId == User.RequiredPersonId() ? filingId : null;
        Title = text[$"{form.TextPrefix}.title"];
        var history = CompanyNumber.Parse(Answers.Text(Answers.Of(filing.Content, "company", "number"))) is { } number
            ? await registers.HistoryAsync(RegisterNames.Companies, CompanyNumber.Format(number), ct)
            : [];
        var done = history.FirstOrDefault(entry => entry.Cause == $"filing/{filing.Id}");
        if (history.LastOrDefault(entry => done is null || entry.Number < done.Number) is { } before)
        {
            Company = CompanyParticulars.From(before.Content);
            var effect = done is null ? form.Apply(Company, filing.Content, HongKong.Today(time)) : null;
            Problems = effect?.Problems ?? [];
            var after = done is null ? effect!.Company : CompanyParticulars.From(done.Content);
            Rows = after is null ? [] : differences.Between(Company, after);
        }

        return Page();
    }

    private async Task<bool> MayReadAsync(Filing filing, ChangeForm form, CancellationToken ct)
    {
        var reader = User.RequiredPersonId();
        return reader == filing.FilerId
            || (filing.State != FilingState.Draft && (User.IsOfficerOf("cr", "registrar")
                || (await people.FindAsync(reader, ct) is { } person
                    && form.Appointed(filing.Content).Any(party => string.Equals(party.Email, person.Email, StringComparison.OrdinalIgnoreCase)))));
    }
}
