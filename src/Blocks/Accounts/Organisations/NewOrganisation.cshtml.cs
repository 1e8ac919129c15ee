using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

[Authorize(Policy = Access.SignedIn)]
internal sealed class NewOrganisationModel(OrganisationDesk desk, Text text) : PageModel
{
    [BindProperty(Name = "english")]
    public string? English { get; set; }

    [BindProperty(Name = "chinese")]
    public string? Chinese { get; set; }

    [BindProperty(Name = "business")]
    public string? Business { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (id, problems) = await desk.FoundAsync(new OrganisationInput(English, Chinese, Business), User.RequiredPersonId(), ct);
        problems.AddTo(ModelState, text);
        return id is null ? Page() : this.RedirectTo($"/account/organisations/{id}");
    }
}
