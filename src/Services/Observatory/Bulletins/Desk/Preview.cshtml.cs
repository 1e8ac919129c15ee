using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Bulletins.Desk;

/// <summary>The draft in three languages, and the button that makes it public.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class PreviewModel(BulletinDesk desk, Text text) : PageModel
{
    [BindProperty(Name = "seen")]
    public int Seen { get; set; }

    public BulletinKind Kind { get; private set; }

    public BulletinReading Reading { get; private set; } = null!;

    public string Address => SitePages.Address($"/weather/desk/bulletins/{Kind.Slug()}");

    public Task<IActionResult> OnGetAsync(string kind, CancellationToken ct) => ShowAsync(kind, ct);

    public async Task<IActionResult> OnPostAsync(string kind, CancellationToken ct)
    {
        if (BulletinKinds.Find(kind) is not { } found)
        {
            return NotFound();
        }

        var outcome = await desk.IssueDraftAsync(found, Seen, User.RequiredPersonId(), ct);
        if (outcome.Bulletin is not null)
        {
            return this.RedirectTo($"/weather/desk/bulletins/{kind}/history");
        }

        if (outcome.Draft is not { IsEmpty: false })
        {
            return this.RedirectTo($"/weather/desk/bulletins/{kind}/history?issued=before");
        }

        this.AddProblems(outcome.Problems.Select(problem => problem with { Path = "" }), text);
        return await ShowAsync(kind, ct);
    }

    private async Task<IActionResult> ShowAsync(string kind, CancellationToken ct)
    {
        if (BulletinKinds.Find(kind) is not { } found)
        {
            return NotFound();
        }

        Kind = found;
        if (await desk.DraftAsync(found, ct) is not { IsEmpty: false } draft)
        {
            return this.RedirectTo($"/weather/desk/bulletins/{kind}");
        }

        Seen = draft.Version;
        Reading = await desk.ReadAsync(found, draft.Read(), ct);
        return Page();
    }
}
