using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Platform.Data;

namespace OneStop.Filings.Life;

/// <summary>The filer takes a filing back: for good (<see cref="FilingStep.Withdraw"/>), or to change its answers (<see cref="FilingStep.Reopen"/>).</summary>
internal sealed class LeaveFiling(Writes writes)
{
    public Task<LeaveOutcome> RunAsync(Guid id, Guid filerId, FilingStep step, CancellationToken ct) => writes.RunAsync(async write =>
    {
        if (await write.Get<Dossiers>().FindOwnAsync(id, filerId, ct) is not { } dossier)
        {
            return LeaveOutcome.NotFound;
        }

        var row = dossier.Row;
        if (!row.Can(step) || (row.State == FilingState.Draft && row.Reference is null))
        {
            return row.State == Lifecycle.After(step) ? LeaveOutcome.Left : LeaveOutcome.TooLate;
        }

        return await LeaveAsync(dossier, step, write, ct) ? LeaveOutcome.Left : LeaveOutcome.TooLate;
    }, ct);

    /// <summary>False where the money had arrived in the meantime, so that the filing went on instead.</summary>
    public static async Task<bool> LeaveAsync(Dossier dossier, FilingStep step, Write write, CancellationToken ct)
    {
        var row = dossier.Row;
        if (row.State == FilingState.AwaitingPayment && !await write.Get<MoneyBack>().CancelAsync(row, ct))
        {
            await HearPaymentSettled.SettleAsync(row.PaymentId!.Value, write, ct);
            return false;
        }

        if (row.State == FilingState.UnderReview)
        {
            await write.Get<ICases>().CloseAsync(DecideFiling.SubjectKind, row.Id, "withdrawn", ct);
        }

        if (step != FilingStep.Reopen)
        {
            await write.Get<MoneyBack>().RefundAsync(row, all: false, step == FilingStep.Withdraw ? "withdrawn" : "expired", ct);
        }

        await write.Get<FilingSteps>().TakeAsync(dossier, step, write, ct: ct);
        return true;
    }
}

internal enum LeaveOutcome
{
    Left,
    NotFound,
    TooLate,
}
