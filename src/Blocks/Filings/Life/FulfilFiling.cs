using System.Text.Json;
using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Life;

/// <summary>Brings about what was approved: the service's slow part first, then its writes in the one transaction that completes the filing.</summary>
internal sealed class FulfilFiling(Writes writes, Dossiers dossiers) : IEventHandler<FilingApproved>
{
    private const int Tries = 3;

    public Task HandleAsync(FilingApproved happened, CancellationToken ct) => FulfilAsync(happened.FilingId, ct);

    public async Task FulfilAsync(Guid id, CancellationToken ct)
    {
        if (await dossiers.FindAsync(id, ct) is not { Row.State: FilingState.Approved } seen)
        {
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await FulfilAsync(seen, ct);
                return;
            }
            catch (FulfilmentOvertakenException) when (attempt < Tries)
            {
            }
            catch (FilingRefusedException refused)
            {
                await writes.RunAsync(write => RefuseAsync(id, refused.Problems, write, ct), ct);
                return;
            }
        }
    }

    private async Task FulfilAsync(Dossier seen, CancellationToken ct)
    {
        var id = seen.Row.Id;
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

    private static async Task RefuseAsync(Guid id, IReadOnlyList<RuleProblem> problems, Write write, CancellationToken ct)
    {
        if (await write.Get<Dossiers>().FindAsync(id, ct) is not { Row.State: FilingState.Approved } dossier)
        {
            return;
        }

        var text = write.Get<Text>();
        var choices = problems.Select(problem => new ReasonChoice(problem.Code, text.All(problem.TextKey, [.. problem.Args]))).ToList();
        var reasons = new OfficerReasons(choices, [.. choices.Select(choice => choice.Code)], "");
        dossier.Row.Reasons = JsonSerializer.Serialize(reasons, JsonSerializerOptions.Web);
        await write.Get<MoneyBack>().RefundAsync(dossier.Row, all: true, "overtaken", ct);
        await write.Get<FilingSteps>().TakeAsync(dossier, FilingStep.Refuse, write, reasons.InWords(), ct);
    }
}
