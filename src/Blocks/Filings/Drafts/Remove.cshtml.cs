using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Drafts;

[Authorize(Policy = Access.SignedIn)]
internal sealed class RemoveModel(Dossiers dossiers, SaveAnswers save, Text text) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [FromRoute(Name = "part")]
    public string Part { get; set; } = "";

    [FromRoute(Name = "entry")]
    public int Entry { get; set; }

    [BindProperty(Name = "was")]
    public string Was { get; set; } = "";

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { Row.IsEditable: true } dossier
            || dossier.Form.PageFor(dossier.Content, Part) is not { Repeat: not null } page
            || page.Entries(dossier.Content).ElementAtOrDefault(Entry - 1) is not { } answers)
        {
            return NotFound();
        }

        Name = new AnswerWords(dossier.Form, dossier.Wording(text), text).Summary(page, answers, Entry - 1);
        Was = SaveAnswers.Tag(answers);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { Row.IsEditable: true } dossier
            || dossier.Form.PageFor(dossier.Content, Part) is not { Repeat: not null } page || Entry < 1)
        {
            return NotFound();
        }

        if (await save.PageAsync(Id, User.RequiredPersonId(), page, Entry - 1, null, Was, ct) == SaveOutcome.Conflict)
        {
            ModelState.AddModelError("", text["filings.remove.changed"]);
            ModelState.Remove("was");
            return await OnGetAsync(ct);
        }

        return this.RedirectTo($"/filings/{Id}/{Part}");
    }
}
