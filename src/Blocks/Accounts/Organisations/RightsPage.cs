using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

/// <param name="Chosen">Of what is ticked already.</param>
internal sealed record RightChoices(IReadOnlyList<OrganisationRight> Rights, IReadOnlyList<string> Chosen);

/// <summary>A page of an administrator that gives rights. Who may not administer finds nothing.</summary>
internal abstract class RightsPage(OrganisationReading reading, Text text) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty(Name = "rights")]
    public List<string> Rights { get; set; } = [];

    public OrganisationView View { get; private set; } = null!;

    public string Home => $"/account/organisations/{Id}";

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    protected async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reading.FindAsync(Id, User.RequiredPersonId(), ct) is not { Administers: true } found)
        {
            return false;
        }

        View = found;
        return true;
    }

    protected async Task<IActionResult> EndAsync(IReadOnlyList<RuleProblem> problems, CancellationToken ct)
    {
        if (problems.Count == 0)
        {
            return this.RedirectTo(Home);
        }

        problems.AddTo(ModelState, text);
        return await LoadAsync(ct) ? Page() : NotFound();
    }
}
