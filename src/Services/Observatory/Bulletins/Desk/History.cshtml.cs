using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Bulletins.Desk;

/// <summary>The bulletins of a kind as they were issued, the newest first.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class HistoryModel(BulletinDesk desk, DeskReading reading) : PageModel
{
    private const int MostPages = 1000;

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    [BindProperty(Name = "issued", SupportsGet = true)]
    public string? IssuedBefore { get; set; }

    public int Number { get; private set; }

    public BulletinKind Kind { get; private set; }

    public IReadOnlyList<Bulletin> Bulletins { get; private set; } = [];

    public bool HasMore { get; private set; }

    public ForecasterNames Names { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string kind, CancellationToken ct)
    {
        if (BulletinKinds.Find(kind) is not { } found)
        {
            return NotFound();
        }

        Kind = found;
        Number = int.TryParse(At, out var number) ? Math.Clamp(number, 1, MostPages) : 1;
        var bulletins = await desk.IssuedAsync(found, Number, ct);
        HasMore = bulletins.Count > BulletinDesk.PageSize;
        Bulletins = [.. bulletins.Take(BulletinDesk.PageSize)];
        Names = await reading.NamesAsync(Bulletins.Select(bulletin => ForecasterNames.IdOf(bulletin.IssuedBy)), ct);
        return Page();
    }

    public string Address(int number) => SitePages.Address($"/weather/desk/bulletins/{Kind.Slug()}/history") + (number > 1 ? $"?at={number}" : "");
}
