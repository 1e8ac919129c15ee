using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Observatory.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings;

/// <summary>
/// What forecasters do to warnings, for pages and programs alike. Each act is one write that looks again at everything under the
/// kind's lock: of two releases at once, the second is told what the first one made of the warning.
/// </summary>
internal sealed class WarningDesk(Writes writes, TimeProvider time)
{
    internal const int MostWords = 500;

    /// <summary>Takes a proposal down as a draft, complete or not. The same request with the same id is one proposal.</summary>
    internal async Task<DeskOutcome> ProposeAsync(NewProposal proposed, Guid forecaster, CancellationToken ct)
    {
        var kind = WarningKinds.Find(proposed.Kind)!;
        try
        {
            return await writes.RunAsync(async write =>
            {
                if (await FindAsync(write, proposed.Id, ct) is { } there)
                {
                    return Again(there, proposed);
                }

                var standing = await StandingAsync(write, kind.Key, ct);
                var proposal = new WarningProposal
                {
                    Id = proposed.Id,
                    Kind = kind.Key,
                    Code = proposed.Code,
                    Action = proposed.Action,
                    WrittenBy = forecaster,
                    WrittenAt = standing.Now,
                    Request = proposed.Request,
                }.Fill(
                    new ProposalInput(proposed.IssueAt, proposed.ExpiresAt, proposed.Text ?? Statements.Of(kind, proposed.Code, proposed.Action, standing.InForce?.Code)),
                    standing.InForce?.Id);
                write.Get<ObservatoryDb>().Proposals.Add(proposal);
                await RecordAsync(write, proposal, "warning.proposed", ct);
                return new DeskOutcome(proposal);
            }, ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            return await writes.RunAsync(async write => Again((await FindAsync(write, proposed.Id, ct))!, proposed), ct);
        }
    }

    internal Task<DeskOutcome> WriteAsync(Guid id, int version, ProposalInput input, Guid forecaster, CancellationToken ct) =>
        ActAsync(id, version, ProposalAct.Write, ct, async act =>
        {
            var text = input.Text.IsConverted && input.Text.Traditional == act.Proposal.Traditional && act.Proposal.Simplified.Length > 0
                ? input.Text with { Simplified = act.Proposal.Simplified, IsConverted = act.Proposal.IsConverted }
                : input.Text;
            act.Proposal.Write(input with { Text = text }, act.Standing.InForce?.Id, forecaster, act.Standing.Now);
            await RecordAsync(act.Write, act.Proposal, "warning.written", ct);
            return [];
        });

    /// <summary>Asks a second forecaster to release it, once nothing but that stands in the way.</summary>
    internal Task<DeskOutcome> SubmitAsync(Guid id, int? version, CancellationToken ct) => ActAsync(id, version, ProposalAct.Submit, ct, async act =>
    {
        if (!act.NeedsTwo)
        {
            return [new("", "warning.one-is-enough", "observatory.desk.problem.one-is-enough")];
        }

        List<RuleProblem> wrong = [.. ReleaseRules.Check(act.Proposal, act.Kind, act.Standing)];
        if (wrong.Count == 0)
        {
            act.Proposal.Submit();
            await RecordAsync(act.Write, act.Proposal, "warning.submitted", ct);
        }

        return wrong;
    });

    internal Task<DeskOutcome> ReleaseAsync(Guid id, int? version, Guid forecaster, CancellationToken ct) => ActAsync(id, version, ProposalAct.Release, ct, async act =>
    {
        var (proposal, standing) = (act.Proposal, act.Standing);
        if (act.NeedsTwo && proposal.WrittenBy == forecaster)
        {
            return [DeskProblems.SecondNeeded];
        }

        if (act.NeedsTwo && proposal.State != ProposalState.Waiting)
        {
            return [new("", "warning.not-submitted", "observatory.desk.problem.not-submitted")];
        }

        if (ReleaseRules.Check(proposal, act.Kind, standing).ToList() is { Count: > 0 } wrong)
        {
            return wrong;
        }

        var step = ReleaseRules.ToStep(proposal, standing, proposal.WrittenBy == forecaster ? null : forecaster);
        act.Write.Get<ObservatoryDb>().Warnings.Add(step);
        proposal.Release(step.Id, forecaster, standing.Now);
        await RecordAsync(act.Write, proposal, "warning.released", ct, ("step", step.Id.ToString()), ("issued", step.IssuedAt.ToString("O", CultureInfo.InvariantCulture)), ("proposedBy", step.ProposedBy));
        act.Write.Publish(new WarningReleased(
            step.Id, step.Chain, step.Kind, step.Code, step.Action.ToString().ToLowerInvariant(), act.Kind.Signal(step.Code).Name, step.IssuedAt, step.ExpiresAt,
            JsonSerializer.Deserialize<List<LocalizedText>>(step.Contents, DataFile.Json)!));
        return [];
    });

    internal Task<DeskOutcome> SendBackAsync(Guid id, int? version, string? typed, Guid forecaster, CancellationToken ct) => ActAsync(id, version, ProposalAct.SendBack, ct, async act =>
    {
        var words = ProposedText.CleanText(typed);
        if (words.Length is 0 or > MostWords)
        {
            return [words.Length == 0 ? new("words", "words.missing", "observatory.desk.problem.words-missing") : new("words", "words.too-long", "observatory.desk.problem.too-long") { Args = [MostWords, words.Length - MostWords] }];
        }

        if (act.Proposal.WrittenBy == forecaster)
        {
            return [DeskProblems.SecondNeeded];
        }

        act.Proposal.SendBack(words);
        await RecordAsync(act.Write, act.Proposal, "warning.sent-back", ct);
        return [];
    });

    internal Task<DeskOutcome> WithdrawAsync(Guid id, int? version, Guid forecaster, CancellationToken ct) => ActAsync(id, version, ProposalAct.Withdraw, ct, async act =>
    {
        act.Proposal.Withdraw(forecaster, act.Standing.Now);
        await RecordAsync(act.Write, act.Proposal, "warning.withdrawn", ct);
        return [];
    });

    private Task<DeskOutcome> ActAsync(Guid id, int? version, ProposalAct wanted, CancellationToken ct, Func<Act, Task<IReadOnlyList<RuleProblem>>> work) => writes.RunAsync(async write =>
    {
        var kindKey = await write.Get<ObservatoryDb>().Proposals.AsNoTracking().Where(proposal => proposal.Id == id).Select(proposal => proposal.Kind).SingleOrDefaultAsync(ct);
        if (kindKey is null)
        {
            return DeskOutcome.NotFound;
        }

        var standing = await StandingAsync(write, kindKey, ct);
        var found = (await FindAsync(write, id, ct))!;
        if (!found.Can(wanted))
        {
            return new DeskOutcome(found, [DeskProblems.Ended(found)], Conflict: true);
        }

        if (version is { } seen && seen != found.Version)
        {
            return new DeskOutcome(found, [DeskProblems.Rewritten], Conflict: true);
        }

        var kind = WarningKinds.Find(kindKey)!;
        return new DeskOutcome(found, await work(new Act(write, found, kind, standing)));
    }, ct);

    /// <summary>Where the kind stands, under its lock: nobody changes it until this write ends.</summary>
    private async Task<Standing> StandingAsync(Write write, string kind, CancellationToken ct)
    {
        await write.LockAsync($"observatory.warning:{kind}", ct);
        return await StandingAsync(write.Get<ObservatoryDb>(), kind, time, ct);
    }

    internal static async Task<Standing> StandingAsync(ObservatoryDb db, string kind, TimeProvider time, CancellationToken ct) => new(
        await db.Warnings.AsNoTracking().Where(step => step.Kind == kind).OrderByDescending(step => step.IssuedAt).ThenByDescending(step => step.Id).FirstOrDefaultAsync(ct),
        time.GetUtcNow());

    private static Task<WarningProposal?> FindAsync(Write write, Guid id, CancellationToken ct) =>
        write.Get<ObservatoryDb>().Proposals.SingleOrDefaultAsync(proposal => proposal.Id == id, ct);

    private static DeskOutcome Again(WarningProposal there, NewProposal proposed) =>
        there.Request == proposed.Request && (there.Kind, there.Code, there.Action) == (proposed.Kind, proposed.Code, proposed.Action)
            ? new DeskOutcome(there) { IsRepeated = true }
            : new DeskOutcome(there, [DeskProblems.IdTaken], Conflict: true);

    private static Task RecordAsync(Write write, WarningProposal proposal, string action, CancellationToken ct, params (string Key, string Value)[] more) =>
        write.Get<IAudit>().RecordAsync(new AuditLine(action, $"warning-proposal/{proposal.Id}", Facts: new Dictionary<string, string>(
            more.Select(fact => KeyValuePair.Create(fact.Key, fact.Value)))
        {
            ["kind"] = proposal.Kind,
            ["code"] = proposal.Code,
            ["action"] = proposal.Action.ToString(),
        }), ct);

    private sealed record Act(Write Write, WarningProposal Proposal, WarningKind Kind, Standing Standing)
    {
        internal bool NeedsTwo => WarningSteps.NeedsTwo(Kind, Proposal.Code, Standing.InForce);
    }
}

/// <param name="IssueAt">Null: the minute of the release.</param>
/// <param name="Text">Null: the template.</param>
/// <param name="Request">A hash of all that a program asked for; null from a page.</param>
internal sealed record NewProposal(
    Guid Id, string Kind, string Code, WarningAction Action, DateTimeOffset? IssueAt = null, DateTimeOffset? ExpiresAt = null, ProposedText? Text = null, string? Request = null);
