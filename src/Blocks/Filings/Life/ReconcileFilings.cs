using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneStop.Filings.Contracts;
using OneStop.Filings.Drafts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;
using OneStop.Platform.Telemetry;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Life;

/// <summary>
/// Looks at every filing whose time has come: ends what lapsed, hears payments that nobody told of, pushes on what hangs between payment
/// and completion and raises the alarm, and refuses with a full refund what still can't be finished.
/// </summary>
internal sealed partial class ReconcileFilings(
    IServiceScopeFactory scopes, FilingsDb db, FilingOptions options, Text text, TimeProvider time, ILogger<ReconcileFilings> log) : IScheduledJob
{
    private const int AtOnce = 200;
    private static readonly Gauge<int> Stuck = TelemetryServices.Meter.CreateGauge<int>("onestop_filings_stuck", description: "Filings paid and undecided, or approved and unfulfilled, for too long");

    public async Task RunAsync(CancellationToken ct)
    {
        var stuck = 0;
        var now = time.GetUtcNow();
        var due = await db.Filings.Where(filing => filing.DueAt <= now).OrderBy(filing => filing.DueAt).Take(AtOnce)
            .Select(filing => new { filing.Id, filing.State, filing.Reference, filing.StateSince }).ToListAsync(ct);
        foreach (var filing in due)
        {
            if (filing.State is FilingState.Submitted or FilingState.Approved)
            {
                stuck++;
                LogStuck(filing.Id, filing.State, (int)(now - filing.StateSince).TotalSeconds);
            }

            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("filings reconciler");
                await LookAtAsync(filing.Id, filing.State, filing.StateSince, scope.ServiceProvider, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(e, filing.Id, filing.State);
            }
        }

        Stuck.Record(stuck);
    }

    private async Task LookAtAsync(Guid id, FilingState state, DateTimeOffset since, IServiceProvider scope, CancellationToken ct)
    {
        var writes = scope.GetRequiredService<Writes>();
        var givenUp = since.AddHours(options.GiveUpHours) <= time.GetUtcNow();
        switch (state)
        {
            case FilingState.Submitted or FilingState.Approved when givenUp:
                await writes.RunAsync(write => GiveUpAsync(id, state, write, ct), ct);
                break;
            case FilingState.Submitted:
                await LookAgainAsync(id, writes, ct);
                await scope.GetRequiredService<DecideFiling>().DecideAsync(id, ct);
                break;
            case FilingState.Approved:
                await LookAgainAsync(id, writes, ct);
                await scope.GetRequiredService<FulfilFiling>().FulfilAsync(id, ct);
                break;
            default:
                await writes.RunAsync(write => EndOrWaitAsync(id, write, ct), ct);
                break;
        }
    }

    private async Task EndOrWaitAsync(Guid id, Write write, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await write.Get<Dossiers>().FindAsync(id, ct) is not { } dossier || dossier.Row.DueAt is not { } due || due > now)
        {
            return;
        }

        var row = dossier.Row;
        var end = FilingSteps.EndsAt(row, dossier.Form, options);
        if (end <= now)
        {
            if (row is { State: FilingState.Draft, Reference: null })
            {
                await DeleteDraft.DeleteAsync(row, write, ct);
                return;
            }

            await LeaveFiling.LeaveAsync(dossier, FilingStep.Expire, write, ct);
            return;
        }

        if (row.State == FilingState.AwaitingPayment && await write.Get<IPayments>().FindAsync(row.PaymentId!.Value, ct) is { State: PaymentState.Succeeded } payment)
        {
            await HearPaymentSettled.SettleAsync(payment.Id, write, ct);
            return;
        }

        // The longer nobody pays, the more seldom it is looked at.
        var wait = TimeSpan.FromSeconds(Math.Max(options.StuckSeconds, (now - row.StateSince).TotalSeconds));
        await LookAtAgainAsync(id, row.State == FilingState.AwaitingPayment && now + wait < end ? now + wait : end, write, ct);
    }

    private async Task GiveUpAsync(Guid id, FilingState state, Write write, CancellationToken ct)
    {
        if (await write.Get<Dossiers>().FindAsync(id, ct) is { } dossier && dossier.Row.State == state)
        {
            await write.Get<MoneyBack>().RefundAsync(dossier.Row, all: true, "not-finished", ct);
            await write.Get<FilingSteps>().TakeAsync(dossier, FilingStep.Refuse, write, text.All("filings.not-finished"), ct);
        }
    }

    private Task LookAgainAsync(Guid id, Writes writes, CancellationToken ct) =>
        writes.RunAsync(write => LookAtAgainAsync(id, time.GetUtcNow().AddSeconds(options.StuckSeconds), write, ct), ct);

    // Not the filer's change, so the version stays.
    private static Task LookAtAgainAsync(Guid id, DateTimeOffset? at, Write write, CancellationToken ct) =>
        write.Get<FilingsDb>().Filings.Where(filing => filing.Id == id).ExecuteUpdateAsync(set => set.SetProperty(filing => filing.DueAt, at), ct);

    [LoggerMessage(LogLevel.Critical, "Filing {Id} has been {State} for {Seconds} s: it is pushed on now.")]
    private partial void LogStuck(Guid id, FilingState state, int seconds);

    [LoggerMessage(LogLevel.Error, "Filing {Id}, {State}, could not be reconciled; the next look tries again.")]
    private partial void LogFailed(Exception e, Guid id, FilingState state);
}
