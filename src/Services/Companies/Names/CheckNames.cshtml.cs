using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Companies.Search;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Names;

/// <summary>Tries names before an application; it keeps nothing.</summary>
[AllowAnonymous]
internal sealed class CheckNamesPage(NameCheck check, IUsage usage, Text text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "name-english")]
    public string? English { get; set; }

    [BindProperty(SupportsGet = true, Name = "name-chinese")]
    public string? Chinese { get; set; }

    public bool IsFree { get; private set; }

    public IReadOnlyList<LocalizedText> Approval { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        usage.Count(CompanySearch.NameCheckCode, UsageStep.View, UsageChannel.Web);
        if (!Request.Query.ContainsKey("name-english") && !Request.Query.ContainsKey("name-chinese"))
        {
            return;
        }

        var problems = await check.CheckAsync(English, Chinese, filingId: null, ct);
        problems.AddTo(ModelState, text);
        IsFree = problems.Count == 0;
        Approval = IsFree ? check.NeedsApproval(English, Chinese) : [];
    }
}
