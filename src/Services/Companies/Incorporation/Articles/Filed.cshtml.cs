using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Incorporation.Form;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Incorporation.Articles;

/// <summary>An application's articles, for its filer, those who sign, and the registrar.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class Filed(IFilings filings, IPeople people, IDocuments documents) : PageModel
{
    public string CompanyName { get; private set; } = "";

    public IReadOnlyList<LocalizedText> Articles { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid filingId, CancellationToken ct)
    {
        if (await filings.FindAsync(filingId, ct) is not { Service: IncorporationForm.Code } filing)
        {
            return NotFound();
        }

        var application = Application.Read(filing.Content);
        if (!await MayReadAsync(filing, application, ct))
        {
            return NotFound();
        }

        if (application.OwnArticles is { Sha256: { } sha256 })
        {
            return await documents.OpenAsync(sha256, ct) is { } own ? File(own, "application/pdf", "articles.pdf") : NotFound();
        }

        CompanyName = application.Name;
        Articles = SampleArticles.Filled(application.ArticlesSet ?? SampleArticles.Sets[0], application, HongKong.DayOf(filing.CreatedAt));
        return Page();
    }

    private async Task<bool> MayReadAsync(Filing filing, Application application, CancellationToken ct)
    {
        var reader = User.RequiredPersonId();
        return reader == filing.FilerId
            || User.IsOfficerOf("cr", "registrar")
            || (filing.State != FilingState.Draft
                && await people.FindAsync(reader, ct) is { } person
                && application.Everybody.Any(party => string.Equals(party.Email, person.Email, StringComparison.OrdinalIgnoreCase)));
    }
}
