using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Assessment;

/// <summary>What risk officers look at. Each look is on record, with its purpose where it is about somebody's cargo.</summary>
internal sealed class RiskReading(RoadCargoDb db, IAudit audit)
{
    internal const int LongestPurpose = 500;
    private const int MostListed = 100;

    /// <summary>The newest first, without what they say.</summary>
    internal async Task<IReadOnlyList<ListedRuleSet>> ListAsync(CancellationToken ct)
    {
        await audit.RecordAsync(new AuditLine("risk-rules.listed", "rule-set/all"), ct);
        return await db.RuleSets.AsNoTracking().OrderByDescending(set => set.Number).Take(MostListed)
            .Select(set => new ListedRuleSet(set.Number, set.State, set.Purpose, set.ProposedBy, set.ProposedAt, set.DecidedBy, set.DecidedAt)).ToListAsync(ct);
    }

    internal async Task<(RuleSetVersion Set, IReadOnlyList<Replay> Replays)?> ShowAsync(int number, CancellationToken ct)
    {
        if (await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(set => set.Number == number, ct) is not { } found)
        {
            return null;
        }

        await audit.RecordAsync(new AuditLine("risk-rules.viewed", $"rule-set/{number.ToString(CultureInfo.InvariantCulture)}"), ct);
        return (found, await db.Replays.AsNoTracking().Where(replay => replay.RuleSet == number).OrderByDescending(replay => replay.Id).Take(MostListed).ToListAsync(ct));
    }

    /// <summary>Why a consignment was stopped or not, the newest assessment first.</summary>
    internal async Task<IReadOnlyList<ExplainedAssessment>> ExplainAsync(long ccrn, string purpose, CancellationToken ct)
    {
        await audit.RecordAsync(new AuditLine("risk-reasons.viewed", $"consignment/{Ccrn.Format(ccrn)}", Purpose: purpose), ct);
        var found = await db.Assessments.AsNoTracking().Where(assessment => assessment.Ccrn == ccrn).OrderByDescending(assessment => assessment.Id).Take(MostListed).ToListAsync(ct);
        var numbers = found.Select(assessment => assessment.RuleSet).Distinct().ToList();
        var contents = await db.RuleSets.AsNoTracking().Where(set => numbers.Contains(set.Number)).ToDictionaryAsync(set => set.Number, set => RuleSetReader.ReadKept(set.Content), ct);
        return
        [
            .. found.Select(assessment => new ExplainedAssessment(
                assessment.Edition, assessment.At, assessment.RuleSet, assessment.Lane, assessment.Score,
                [
                    .. JsonSerializer.Deserialize<List<Reason>>(assessment.Reasons, CargoJson.Options)!.Select(reason => new ExplainedReason(
                        reason.Rule, contents.GetValueOrDefault(assessment.RuleSet)?.Rules.FirstOrDefault(rule => rule.Id == reason.Rule)?.Reason.ToString(), reason.Score, reason.Stop, reason.Evidence)),
                ])),
        ];
    }
}

internal sealed record ListedRuleSet(
    int Number, RuleSetState State, string Purpose, Guid ProposedBy, DateTimeOffset ProposedAt, Guid? DecidedBy, DateTimeOffset? DecidedAt);

internal sealed record ExplainedAssessment(int Edition, DateTimeOffset At, int RuleSet, Lane Lane, int Score, IReadOnlyList<ExplainedReason> Reasons);

/// <param name="Why">The rule's own words; null for the sample.</param>
/// <param name="Evidence">What was found where.</param>
internal sealed record ExplainedReason(string Rule, string? Why, int Score, bool Stop, IReadOnlyList<string> Evidence);
