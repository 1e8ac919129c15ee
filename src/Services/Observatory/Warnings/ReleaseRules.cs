using System.Text.Json;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings;

/// <summary>What a kind's warning stands at: its newest step, whether that is in force or over.</summary>
internal sealed record Standing(WarningStep? Newest, DateTimeOffset Now)
{
    internal WarningStep? InForce =>
        Newest is { Action: not WarningAction.Cancel } step && (step.ExpiresAt is null || step.ExpiresAt > Now) ? step : null;

    /// <summary>No step of the kind is given an earlier time: two signals are then never in force at once, looking back either.</summary>
    internal DateTimeOffset? Earliest => Newest switch
    {
        null => null,
        { Action: not WarningAction.Cancel, ExpiresAt: { } lapsed } when lapsed <= Now && lapsed > Newest.IssuedAt => lapsed,
        _ => Newest.IssuedAt,
    };
}

/// <summary>Whether a proposal may become public now. Every reason is named at once, each with its cure.</summary>
internal static class ReleaseRules
{
    /// <summary>A clock may differ a little from the forecaster's; more is a mistake.</summary>
    internal static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);
    internal static readonly TimeSpan MostBehind = TimeSpan.FromHours(24);
    internal static readonly TimeSpan LongestExpiry = TimeSpan.FromDays(7);

    internal static IEnumerable<RuleProblem> Check(WarningProposal proposal, WarningKind kind, Standing standing) =>
        [.. Chain(proposal, kind, standing), .. Times(proposal, standing), .. proposal.Text.Check(proposal.ExpiresAt is not null)];

    /// <summary>The time of issue if it is released now: the owner's, or this minute, never before the step it follows.</summary>
    internal static DateTimeOffset IssueTime(WarningProposal proposal, Standing standing) =>
        proposal.IssueAt ?? (standing.Earliest is { } earliest && earliest > Minute(standing.Now) ? earliest : Minute(standing.Now));

    /// <summary>The step that the proposal becomes, or would become now.</summary>
    internal static WarningStep ToStep(WarningProposal proposal, Standing standing, Guid? second)
    {
        var issued = IssueTime(proposal, standing);
        return new WarningStep
        {
            Id = Ids.New(),
            Chain = standing.InForce?.Chain ?? Ids.New(),
            Kind = proposal.Kind,
            Code = proposal.Code,
            Action = proposal.Action,
            IssuedAt = issued,
            ExpiresAt = proposal.ExpiresAt,
            Contents = JsonSerializer.Serialize(proposal.Text.Fill(issued, proposal.ExpiresAt), DataFile.Json),
            IsConverted = proposal.IsConverted,
            ProposedBy = proposal.WrittenBy.ToString(),
            ReleasedBy = second?.ToString(),
        };
    }

    internal static DateTimeOffset Minute(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static IEnumerable<RuleProblem> Chain(WarningProposal proposal, WarningKind kind, Standing standing)
    {
        var row = WarningSteps.Of(proposal.Action);
        if (!row.InForce && standing.InForce is { } already)
        {
            yield return new("", "warning.in-force", "observatory.desk.problem.in-force") { Args = [kind.Signal(already.Code).Name] };
        }
        else if (row.InForce && standing.InForce is null)
        {
            yield return new("", "warning.not-in-force", "observatory.desk.problem.not-in-force") { Args = [kind.Name] };
        }
        else if (proposal.Follows != standing.InForce?.Id)
        {
            yield return new("", "warning.changed", "observatory.desk.problem.changed") { Args = [kind.Name] };
        }
        else if (!row.Signal.Allows(proposal.Code, standing.InForce?.Code))
        {
            yield return new("", "warning.signal", row.Signal == NextSignal.Same ? "observatory.desk.problem.same-signal" : "observatory.desk.problem.other-signal") { Args = [kind.Signal(standing.InForce!.Code).Name] };
        }
    }

    private static IEnumerable<RuleProblem> Times(WarningProposal proposal, Standing standing)
    {
        var issued = IssueTime(proposal, standing);
        if (issued > standing.Now + MostAhead)
        {
            yield return new("issued", "warning.issued-ahead", "observatory.desk.problem.issued-ahead") { Args = [(int)MostAhead.TotalMinutes] };
        }
        else if (issued < standing.Now - MostBehind)
        {
            yield return new("issued", "warning.issued-behind", "observatory.desk.problem.issued-behind") { Args = [(int)MostBehind.TotalHours] };
        }
        else if (issued < standing.Earliest)
        {
            yield return new("issued", "warning.issued-before-last", "observatory.desk.problem.issued-before-last") { Args = [Text.Moment(standing.Earliest!.Value)] };
        }

        switch (WarningSteps.Of(proposal.Action).Expiry)
        {
            case NextExpiry.None when proposal.ExpiresAt is not null:
                yield return new("expires", "warning.expiry-of-cancel", "observatory.desk.problem.expiry-of-cancel");
                break;
            case NextExpiry.Later when proposal.ExpiresAt is null || standing.InForce?.ExpiresAt is null || proposal.ExpiresAt <= standing.InForce.ExpiresAt:
                yield return new("expires", "warning.expiry-not-later", "observatory.desk.problem.expiry-not-later")
                {
                    Args = [standing.InForce?.ExpiresAt is { } end ? Text.Moment(end) : "–"],
                };
                break;
            case not NextExpiry.None when proposal.ExpiresAt is { } ends && (ends <= issued || ends <= standing.Now):
                yield return new("expires", "warning.expiry-over", "observatory.desk.problem.expiry-over");
                break;
            case not NextExpiry.None when proposal.ExpiresAt > issued + LongestExpiry:
                yield return new("expires", "warning.expiry-far", "observatory.desk.problem.expiry-far") { Args = [(int)LongestExpiry.TotalDays] };
                break;
        }
    }
}
