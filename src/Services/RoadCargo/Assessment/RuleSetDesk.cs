using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Json;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Assessment;

/// <summary>What risk officers do to rule sets, for pages and programs alike. One officer proposes, another one decides, and looks at a replay before approving.</summary>
internal sealed class RuleSetDesk(Writes writes, TimeProvider time)
{
    internal const int MostWords = 500;

    /// <summary>The longest document taken, in characters.</summary>
    internal const int LongestContent = 5_000_000;

    internal static readonly RuleProblem NotJson = new("rules", "rules.json", "roadcargo.risk.problem.json");

    internal Task<RuleSetOutcome> ProposeAsync(string content, string? purpose, Guid officer, CancellationToken ct)
    {
        var (why, problems) = Words("purpose", purpose);
        JsonNode? document = null;
        try
        {
            using var parsed = JsonDocument.Parse(content.Length <= LongestContent ? content : "");
            problems = [.. problems, .. RuleSetReader.Read(parsed.RootElement).Problems.Select(problem => problem with { Path = problem.Path.Length == 0 ? "rules" : $"rules/{problem.Path}" })];
            document = JsonNode.Parse(content);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            problems = [.. problems, NotJson];
        }

        return problems.Count > 0 ? Task.FromResult(new RuleSetOutcome(null, problems)) : writes.RunAsync(async write =>
        {
            await LockAsync(write, ct);
            var db = write.Get<RoadCargoDb>();
            var canonical = CanonicalJson.Write(document);
            var set = new RuleSetVersion
            {
                Number = (await db.RuleSets.MaxAsync(other => (int?)other.Number, ct) ?? 0) + 1,
                Content = canonical,
                Hash = CanonicalJson.Hash(canonical),
                Purpose = why,
                ProposedBy = officer,
                ProposedAt = time.GetStoredNow(),
            };
            db.RuleSets.Add(set);
            await RecordAsync(write, set, "risk-rules.proposed", ct);
            return new RuleSetOutcome(set);
        }, ct);
    }

    internal Task<RuleSetOutcome> ApproveAsync(int number, Guid officer, CancellationToken ct) => ActAsync(number, RuleSetAct.Approve, ct, async (write, set) =>
    {
        if (set.ProposedBy == officer)
        {
            return [RuleSetOutcome.SecondNeeded];
        }

        var db = write.Get<RoadCargoDb>();
        if (!await db.Replays.AnyAsync(replay => replay.RuleSet == number, ct))
        {
            return [new("", "rules.not-replayed", "roadcargo.risk.problem.not-replayed")];
        }

        var now = time.GetStoredNow();
        foreach (var before in await db.RuleSets.Where(other => other.State == RuleSetState.Active).ToListAsync(ct))
        {
            before.Supersede(now);
        }

        set.Decide(RuleSetAct.Approve, officer, now);
        await RecordAsync(write, set, "risk-rules.approved", ct);
        return [];
    });

    internal Task<RuleSetOutcome> RefuseAsync(int number, string? words, Guid officer, CancellationToken ct)
    {
        var (why, problems) = Words("words", words);
        return problems.Count > 0 ? Task.FromResult(new RuleSetOutcome(null, problems)) : ActAsync(number, RuleSetAct.Refuse, ct, async (write, set) =>
        {
            if (set.ProposedBy == officer)
            {
                return [RuleSetOutcome.SecondNeeded];
            }

            set.Decide(RuleSetAct.Refuse, officer, time.GetStoredNow(), why);
            await RecordAsync(write, set, "risk-rules.refused", ct);
            return [];
        });
    }

    internal Task<RuleSetOutcome> WithdrawAsync(int number, Guid officer, CancellationToken ct) => ActAsync(number, RuleSetAct.Withdraw, ct, async (write, set) =>
    {
        if (set.ProposedBy != officer)
        {
            return [new("", "rules.not-yours", "roadcargo.risk.problem.not-yours")];
        }

        set.Decide(RuleSetAct.Withdraw, officer, time.GetStoredNow());
        await RecordAsync(write, set, "risk-rules.withdrawn", ct);
        return [];
    });

    private Task<RuleSetOutcome> ActAsync(int number, RuleSetAct act, CancellationToken ct, Func<Write, RuleSetVersion, Task<IReadOnlyList<RuleProblem>>> work) => writes.RunAsync(async write =>
    {
        await LockAsync(write, ct);
        return await write.Get<RoadCargoDb>().RuleSets.SingleOrDefaultAsync(set => set.Number == number, ct) is not { } found ? RuleSetOutcome.NotFound
            : !found.Can(act) ? new RuleSetOutcome(found, [new("", "rules.ended", $"roadcargo.risk.problem.ended.{found.State.ToString().ToLowerInvariant()}")], Conflict: true)
            : new RuleSetOutcome(found, await work(write, found));
    }, ct);

    private static Task LockAsync(Write write, CancellationToken ct) => write.LockAsync("roadcargo.rule-sets", ct);

    private static (string Text, IReadOnlyList<RuleProblem> Problems) Words(string path, string? typed) => (typed ?? "").Trim() switch
    {
        { Length: 0 } => ("", [new(path, $"{path}.missing", $"roadcargo.risk.problem.{path}")]),
        { Length: > MostWords } => ("", [new(path, $"{path}.too-long", "roadcargo.risk.problem.too-long") { Args = [MostWords] }]),
        var text => (text, []),
    };

    private static Task RecordAsync(Write write, RuleSetVersion set, string action, CancellationToken ct) =>
        write.Get<IAudit>().RecordAsync(new AuditLine(action, $"rule-set/{set.Number.ToString(CultureInfo.InvariantCulture)}", Purpose: set.Purpose, Facts: new Dictionary<string, string> { ["hash"] = set.Hash }), ct);
}

/// <param name="Set">Null: there is none, or what was given is not fit to become one.</param>
/// <param name="Conflict">It has moved on meanwhile.</param>
internal sealed record RuleSetOutcome(RuleSetVersion? Set, IReadOnlyList<RuleProblem> Problems, bool Conflict = false)
{
    internal static readonly RuleProblem SecondNeeded = new("", "rules.second-officer", "roadcargo.risk.problem.second");
    internal static readonly RuleSetOutcome NotFound = new(null, []);

    internal RuleSetOutcome(RuleSetVersion set)
        : this(set, [])
    {
    }

    internal bool IsDone => Set is not null && Problems.Count == 0;
}
