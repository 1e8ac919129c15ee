using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Site.Warnings;

/// <summary>Which warnings are in force, and where to read about each.</summary>
[AllowAnonymous, CountedView]
internal sealed class WarningsPage(Weather weather, WarningHistory history, TimeProvider time) : PageModel
{
    private const int Recent = 10;

    public IReadOnlyList<WarningInForce> InForce { get; private set; } = [];

    public IReadOnlyList<(WarningChain Chain, WarningKind Kind, DateTimeOffset EndedAt)> Ended { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        InForce = await weather.WarningsInForceAsync(ct);
        var chains = await history.OfAsync(null, null, Recent + InForce.Count, ct);
        Ended =
        [
            .. from chain in chains
               let end = chain.EndedAt(time.GetUtcNow())
               let kind = WarningKinds.Find(chain.Kind)
               where end is not null && kind is not null
               orderby end descending
               select (chain, kind, end.Value),
        ];
    }
}
