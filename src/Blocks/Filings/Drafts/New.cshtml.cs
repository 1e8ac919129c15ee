using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Drafts;

[Authorize(Policy = Access.SignedIn)]
internal sealed class NewModel(EServices services, FilingsDb db, StartDraft start, Text text, FilingOptions options) : PageModel
{
    [FromRoute(Name = "service")]
    public string Service { get; set; } = "";

    public string Title { get; private set; } = "";

    public int DraftDays { get; private set; }

    public IReadOnlyList<(Guid Id, DateTimeOffset ChangedAt)> Drafts { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (services.Find(Service) is not { } service)
        {
            return NotFound();
        }

        var outcome = await start.RunAsync(service, User.RequiredPersonId(), [], UsageChannel.Web, null, ct);
        if (outcome.Id is { } id)
        {
            return this.RedirectTo($"/filings/{id}");
        }

        ModelState.AddModelError("", text["filings.problem.too-many-drafts", options.DraftLimit]);
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (services.Find(Service) is not { Form: var form })
        {
            return NotFound();
        }

        var person = User.RequiredPersonId();
        Title = new Wording(form, text).Title.ToString();
        DraftDays = form.DraftDays;
        Drafts = [.. (await db.Filings.Where(filing => filing.FilerId == person && filing.Service == Service && filing.State == FilingState.Draft)
            .OrderByDescending(filing => filing.ChangedAt).Select(filing => new { filing.Id, filing.ChangedAt }).Take(5).ToListAsync(ct))
            .Select(draft => (draft.Id, draft.ChangedAt))];
        return Page();
    }
}
