using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Contracts;
using OneStop.Filings.Signing;
using OneStop.Platform.Web;

namespace OneStop.Filings.Tracking;

/// <summary>Everything I have filed or begun, and what waits for my signature.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class MineModel(MyFilings mine, IPeople people) : PageModel
{
    [FromQuery(Name = "before")]
    public Guid? Before { get; set; }

    public IReadOnlyList<FilingLine> Filings { get; private set; } = [];

    public IReadOnlyList<(Guid Id, string Title, string Reference)> ToSign { get; private set; } = [];

    public Guid? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var person = User.RequiredPersonId();
        (Filings, Next) = await mine.ListAsync(person, Before, ct);
        ToSign = await people.FindAsync(person, ct) is { } known
            ? [.. (await mine.ToSignAsync(Signature.KeyOf(known.Email), ct)).Select(asked => (asked.Signature.Id, mine.TitleOf(asked.Dossier), asked.Dossier.Row.Reference!))]
            : [];
    }
}
