using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Chain;
using OneStop.Audit.Contracts;
using OneStop.Audit.Trail;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Audit.Search;

[Officers("dpo", "auditor")]
[ResponseCache(NoStore = true)]
internal sealed class SearchModel(AuditDb db, IAudit audit, Text text) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    // Not "action", which routing keeps for itself.
    [BindProperty(SupportsGet = true, Name = "act")]
    public string? Act { get; set; }

    [BindProperty(SupportsGet = true, Name = "subject")]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true, Name = "actor")]
    public string? Actor { get; set; }

    [BindProperty(SupportsGet = true, Name = "person")]
    public string? Person { get; set; }

    /// <summary>Given once the form was sent; the bare page shows no lines and needs no line of its own.</summary>
    [BindProperty(SupportsGet = true, Name = "search")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public string? Before { get; set; }

    public IReadOnlyList<StoredLine>? Found { get; private set; }

    public bool HasMore { get; private set; }

    public ChainHead Head { get; private set; } = null!;

    public int Waiting { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Head = await db.Heads.SingleOrDefaultAsync(head => head.Id == ChainHead.Only, ct) ?? new ChainHead();
        Waiting = await db.Lines.CountAsync(line => line.Position == null, ct);
        if (Search is null)
        {
            return;
        }

        var asked = new SearchAsked(From, To, Act, Subject, Actor, Person);
        asked.Check().AddTo(ModelState, text);
        if (!ModelState.IsValid)
        {
            return;
        }

        await audit.RecordAsync(new AuditLine("audit.searched", "audit", asked.PersonId, Facts: asked.Facts()), ct);
        var lines = asked.In(db.Lines);
        if (Guid.TryParse(Before, out var before))
        {
            lines = lines.Where(line => line.Id.CompareTo(before) < 0);
        }

        var found = await lines.OrderByDescending(line => line.Id).Take(PageSize + 1).ToListAsync(ct);
        (Found, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }

    public string Older() => SitePages.Address("/audit") + QueryString.Create(new Dictionary<string, string?>
    {
        ["search"] = "true",
        ["from"] = From,
        ["to"] = To,
        ["act"] = Act,
        ["subject"] = Subject,
        ["actor"] = Actor,
        ["person"] = Person,
        ["before"] = Found![^1].Id.ToString(),
    }.Where(field => !string.IsNullOrEmpty(field.Value)));
}
