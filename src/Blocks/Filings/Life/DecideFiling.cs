using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Life;

/// <summary>The machine decides on what was submitted: approved at once, or a case for officers with the reasons.</summary>
internal sealed class DecideFiling(Writes writes, Dossiers dossiers) : IEventHandler<FilingSubmitted>
{
    public const string SubjectKind = "filing";

    private static readonly LocalizedText NoReason = new("", "", "");

    public Task HandleAsync(FilingSubmitted happened, CancellationToken ct) => DecideAsync(happened.FilingId, ct);

    public async Task DecideAsync(Guid id, CancellationToken ct)
    {
        if (await dossiers.FindAsync(id, ct) is not { Row.State: FilingState.Submitted } seen)
        {
            return;
        }

        var decision = await seen.Service.DecideAsync(seen.ToFiling(), ct);
        await writes.RunAsync(async write =>
        {
            if (await write.Get<Dossiers>().FindAsync(id, ct) is not { Row.State: FilingState.Submitted } dossier)
            {
                return;
            }

            var steps = write.Get<FilingSteps>();
            if (decision.Kind == DecisionKind.Approve)
            {
                await steps.TakeAsync(dossier, FilingStep.Approve, write, ct: ct);
                return;
            }

            dossier.Row.Reasons = JsonSerializer.Serialize(new OfficerReasons(decision.ReasonChoices, [], ""), JsonSerializerOptions.Web);
            await write.Get<ICases>().OpenAsync(new OpenCase(
                SubjectKind, id, dossier.Row.Reference!, dossier.Form.Department, decision.Role!,
                dossier.Title(write.Get<Text>()), decision.Reasons, decision.ReasonChoices, decision.FourEyes)
            {
                Parties = await PartiesAsync(dossier.Row, write, ct),
                WorkingDays = decision.WorkingDays,
            }, ct);
            await steps.TakeAsync(dossier, FilingStep.Review, write, decision.Reasons.FirstOrDefault() ?? NoReason, ct);
        }, ct);
    }

    private static async Task<IReadOnlyList<Guid>> PartiesAsync(StoredFiling row, Write write, CancellationToken ct)
    {
        var signers = await write.Get<FilingsDb>().Signatures
            .Where(signature => signature.FilingId == row.Id && signature.PersonId != null).Select(signature => signature.PersonId!.Value).ToListAsync(ct);
        return [.. signers.Append(row.FilerId).Distinct()];
    }
}

/// <summary>An officer decided: approved, returned with reasons, or refused with reasons and the refundable part of the fee.</summary>
internal sealed class HearCaseDecided(Writes writes) : IEventHandler<CaseDecided>
{
    public Task HandleAsync(CaseDecided happened, CancellationToken ct) => happened.SubjectKind != DecideFiling.SubjectKind
        ? Task.CompletedTask
        : writes.RunAsync(async write =>
        {
            if (await write.Get<Dossiers>().FindAsync(happened.SubjectId, ct) is not { Row.State: FilingState.UnderReview } dossier)
            {
                return;
            }

            var reasons = (dossier.Reasons ?? new([], [], "")) with { Codes = happened.ReasonCodes, Note = happened.Note };
            dossier.Row.Reasons = JsonSerializer.Serialize(reasons, JsonSerializerOptions.Web);
            var steps = write.Get<FilingSteps>();
            switch (happened.Decision)
            {
                case CaseDecision.Approve:
                    await steps.TakeAsync(dossier, FilingStep.Approve, write, ct: ct);
                    break;
                case CaseDecision.Return:
                    await steps.TakeAsync(dossier, FilingStep.Return, write, reasons.InWords(), ct);
                    break;
                case CaseDecision.Refuse:
                    await write.Get<MoneyBack>().RefundAsync(dossier.Row, all: false, "refused", ct);
                    await steps.TakeAsync(dossier, FilingStep.Refuse, write, reasons.InWords(), ct);
                    break;
            }
        }, ct);
}
