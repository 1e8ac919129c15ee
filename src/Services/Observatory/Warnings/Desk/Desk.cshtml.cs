using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Bulletins;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings.Desk;

/// <summary>Everything a forecaster looks after, on one page.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class DeskModel(Weather weather, DeskReading reading, BulletinDesk bulletins, TimeProvider time) : PageModel
{
    public IReadOnlyList<WarningInForce> InForce { get; private set; } = [];

    public IReadOnlyList<WarningProposal> Proposals { get; private set; } = [];

    public IReadOnlyList<DeskBulletin> Bulletins { get; private set; } = [];

    public WindAid Aid { get; private set; } = null!;

    public ForecasterNames Names { get; private set; } = null!;

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        InForce = await weather.WarningsInForceAsync(ct);
        Proposals = await reading.OpenProposalsAsync(ct);
        List<DeskBulletin> all = [];
        foreach (var kind in BulletinKinds.All)
        {
            all.Add(new DeskBulletin(kind, await bulletins.LastAsync(kind, ct), await bulletins.DraftAsync(kind, ct)));
        }

        Bulletins = all;
        Aid = WindAid.From(await weather.NowAsync(ct), Now);
        Names = await reading.NamesAsync([.. Proposals.Select(proposal => (Guid?)proposal.WrittenBy), .. all.Select(bulletin => bulletin.Draft?.WrittenBy)], ct);
    }

    public bool MayRelease(WarningProposal proposal) => proposal.State == ProposalState.Waiting && proposal.WrittenBy != User.RequiredPersonId();
}

internal sealed record DeskBulletin(BulletinKind Kind, Bulletin? Last, BulletinDraft? Draft)
{
    public bool IsBeingWritten => Draft is { IsEmpty: false };
}
