using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Trail;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Audit.Activity;

/// <summary>A person reads who looked at or changed what concerns them. Officers are shown by department and role, never by name.</summary>
[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class ActivityModel(AuditDb db, Text text) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<StoredLine> Lines { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(string? before, CancellationToken ct)
    {
        var me = User.RequiredPersonId();
        var lines = db.Lines.Where(line => line.PersonId == me);
        if (Guid.TryParse(before, out var last))
        {
            lines = lines.Where(line => line.Id.CompareTo(last) < 0);
        }

        var found = await lines.OrderByDescending(line => line.Id).Take(PageSize + 1).ToListAsync(ct);
        (Lines, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }

    public string Who(StoredLine line) => line switch
    {
        _ when line.ActorId == User.RequiredPersonId() => text["audit.actor.you"],
        { ActorKind: ActorKind.Officer } => string.Join(text["audit.actor.and"], line.ActorName.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Post)),
        { ActorKind: ActorKind.Person } => text["audit.actor.person"],
        { ActorKind: ActorKind.Client } => text["audit.actor.client", line.ActorName],
        { ActorName: "visitor" } => text["audit.actor.visitor"],
        _ => text["audit.actor.system"],
    };

    /// <summary>In words where there are some, otherwise by its stable name.</summary>
    public string What(StoredLine line) => Words($"audit.action.{line.Action}") ?? line.Action;

    private string Post(string post)
    {
        var parts = post.Split(':', 2);
        return parts is [var department, var role]
            ? text["audit.actor.officer", Words($"audit.department.{department}") ?? department, Words($"audit.role.{role}") ?? role]
            : post;
    }

    private string? Words(string key) => text.Has(key) ? text[key] : null;
}
