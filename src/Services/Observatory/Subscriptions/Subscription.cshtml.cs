using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Subscriptions;

/// <summary>Of which warnings a person wants to be told, in the inbox and by e-mail.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class SubscriptionPage(ObservatoryDb db, Writes writes, Text text, TimeProvider time) : PageModel
{
    internal const string Path = "/weather/subscription";

    [BindProperty(Name = "kind")]
    public List<string> Kinds { get; set; } = [];

    [BindProperty(Name = "saved", SupportsGet = true)]
    public string? Saved { get; set; }

    public bool IsSubscribed { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Kinds = await OfAsync(db, ct);
        IsSubscribed = Kinds.Count > 0;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var kinds = Kinds.Contains(WarningSubscription.Every) ? [WarningSubscription.Every] : Kinds.Where(WarningSubscription.IsKind).Distinct().ToList();
        if (kinds.Count == 0)
        {
            IsSubscribed = (await OfAsync(db, ct)).Count > 0;
            ModelState.AddModelError("kind", text["observatory.subscription.none"]);
            return Page();
        }

        var (person, now) = (User.RequiredPersonId(), time.GetUtcNow());
        await writes.RunAsync(async write =>
        {
            var inside = write.Get<ObservatoryDb>();
            await write.LockAsync($"observatory.subscription:{person}", ct);
            await inside.Subscriptions.Where(subscription => subscription.PersonId == person).ExecuteDeleteAsync(ct);
            inside.Subscriptions.AddRange(kinds.Select(kind => new WarningSubscription { Kind = kind, PersonId = person, SubscribedAt = now }));
        }, ct);
        return this.RedirectTo($"{Path}?saved=kinds");
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        var person = User.RequiredPersonId();
        await writes.RunAsync(write => write.Get<ObservatoryDb>().Subscriptions.Where(subscription => subscription.PersonId == person).ExecuteDeleteAsync(ct), ct);
        return this.RedirectTo($"{Path}?saved=stopped");
    }

    private async Task<List<string>> OfAsync(ObservatoryDb from, CancellationToken ct)
    {
        var person = User.RequiredPersonId();
        return await from.Subscriptions.AsNoTracking().Where(subscription => subscription.PersonId == person).Select(subscription => subscription.Kind).ToListAsync(ct);
    }
}
