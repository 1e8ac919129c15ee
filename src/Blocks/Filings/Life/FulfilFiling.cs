using OneStop.Filings.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Events;

namespace OneStop.Filings.Life;

/// <summary>Brings about what was approved: the service's slow part first, then its writes in the one transaction that completes the filing.</summary>
internal sealed class FulfilFiling(Writes writes, Dossiers dossiers) : IEventHandler<FilingApproved>
{
    public Task HandleAsync(FilingApproved happened, CancellationToken ct) => FulfilAsync(happened.FilingId, ct);

    public async Task FulfilAsync(Guid id, CancellationToken ct)
    {
        if (await dossiers.FindAsync(id, ct) is not { Row.State: FilingState.Approved } seen)
        {
            return;
        }

        var fulfilment = await seen.Service.FulfilAsync(seen.ToFiling(), ct);
        await writes.RunAsync(async write =>
        {
            if (await write.Get<Dossiers>().FindAsync(id, ct) is not { Row.State: FilingState.Approved } dossier)
            {
                return;
            }

            await fulfilment.Apply(write);
            dossier.Row.Result = fulfilment.Result.ToJsonString();
            await write.Get<FilingSteps>().TakeAsync(dossier, FilingStep.Complete, write, ct: ct);
        }, ct);
    }
}
