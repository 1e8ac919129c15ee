using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Filings.Tracking;
using OneStop.Payments.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Drafts;

/// <summary>Check your answers: everything given, everything that still stands in the way, and the submission.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class CheckModel(Dossiers dossiers, CheckFiling check, SubmitFiling submit, Text text, TimeProvider time) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public IReadOnlyList<(RuleProblem Problem, string Path)> Problems { get; private set; } = [];

    public AnswersView Answers { get; private set; } = null!;

    public IReadOnlyList<Signatory> Signatories { get; private set; } = [];

    public IReadOnlyList<FeeLine> Fees { get; private set; } = [];

    public bool Paid { get; private set; }

    public string Declaration { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { } dossier)
        {
            return NotFound();
        }

        return dossier.Row.IsEditable ? await ShowAsync(dossier, null, ct) : this.RedirectTo($"/filings/{Id}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { } dossier)
        {
            return NotFound();
        }

        if (dossier.Row.IsEditable && Request.Form["declared"] != "yes")
        {
            ModelState.AddModelError("declared", text["filings.problem.declaration"]);
            return await ShowAsync(dossier, null, ct);
        }

        var outcome = await submit.RunAsync(Id, User.RequiredPersonId(), ct);
        return outcome.Problems.Count > 0 ? await ShowAsync(dossier, outcome.Problems, ct) : this.RedirectTo($"/filings/{Id}");
    }

    private async Task<IActionResult> ShowAsync(Dossier dossier, IReadOnlyList<RuleProblem>? problems, CancellationToken ct)
    {
        problems ??= await check.WholeAsync(dossier, ct);
        Problems = [.. problems.Select(problem => (problem, QuestionLinks.To(dossier, problem)))];
        Answers = AnswersView.Of(dossier, text, links: true);
        Paid = dossier.Row.PaidAt is not null;
        Declaration = dossier.Wording(text).Declaration.ToString();
        if (Problems.Count == 0)
        {
            var content = dossier.Form.Pruned(dossier.Content);
            Signatories = Signing.Signatories.Merged(dossier.Service.Signatories(content));
            Fees = dossier.Service.Fees(content, HongKong.Today(time));
        }

        return Page();
    }
}
