using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.RoadCargo.Assessment;

/// <summary>Assesses a past day's traffic again with another rule set, from the facts as they were then. Changes nothing but the note that it was done.</summary>
internal sealed class ReplayDay(RoadCargoDb db, ActiveRules active, Writes writes, TimeProvider time)
{
    private const int Page = 2_000;
    internal const int MostListed = 200;

    internal async Task<Replay> RunAsync(int ruleSet, DateOnly day, Guid officer, CancellationToken ct)
    {
        var result = await CompareAsync(await active.ReadyAsync(db, ruleSet, ct), day, ct);
        var replay = new Replay { Id = Ids.New(), RuleSet = ruleSet, Day = day, At = time.GetStoredNow(), By = officer, Result = JsonSerializer.Serialize(result, CargoJson.Options) };
        await writes.RunAsync(write =>
        {
            write.Get<RoadCargoDb>().Replays.Add(replay);
            return write.Get<IAudit>().RecordAsync(new AuditLine(
                "risk-rules.replayed", $"rule-set/{ruleSet.ToString(CultureInfo.InvariantCulture)}", Facts: new Dictionary<string, string> { ["day"] = day.ToString("O", CultureInfo.InvariantCulture) }), ct);
        }, ct);
        return replay;
    }

    private async Task<Difference> CompareAsync(AssessCargo rules, DateOnly day, CancellationToken ct)
    {
        var consignments = new Dictionary<long, (bool Then, bool Now)>();
        var hits = new Dictionary<string, int>(StringComparer.Ordinal);
        var last = Guid.Empty;
        while (true)
        {
            var page = await db.Assessments.AsNoTracking().Where(row => row.Day == day && row.Id.CompareTo(last) > 0).OrderBy(row => row.Id).Take(Page)
                .Select(row => new { row.Id, row.Ccrn, row.Lane, row.Facts }).ToListAsync(ct);
            foreach (var row in page)
            {
                var verdict = rules.Assess(JsonSerializer.Deserialize<CargoFacts>(row.Facts, CargoJson.Options)!);
                var (then, now) = consignments.GetValueOrDefault(row.Ccrn);
                consignments[row.Ccrn] = (then || row.Lane == Lane.Inspect, now || verdict.Lane == Lane.Inspect);
                foreach (var reason in verdict.Reasons)
                {
                    hits[reason.Rule] = hits.GetValueOrDefault(reason.Rule) + 1;
                }
            }

            if (page.Count < Page)
            {
                break;
            }

            last = page[^1].Id;
        }

        IReadOnlyList<string> Listed(bool then, bool now) =>
            [.. consignments.Where(one => one.Value == (then, now)).Select(one => Consignments.Ccrn.Format(one.Key)).Order(StringComparer.Ordinal).Take(MostListed)];
        return new Difference(
            consignments.Count, consignments.Values.Count(one => one.Then), consignments.Values.Count(one => one.Now),
            consignments.Values.Count(one => one is (false, true)), consignments.Values.Count(one => one is (true, false)),
            Listed(false, true), Listed(true, false), hits);
    }
}

/// <summary>A day as it was and as it would have been, in consignments.</summary>
/// <param name="Stopped">Whom the rules then in force selected.</param>
/// <param name="Added">The first <see cref="ReplayDay.MostListed"/> that would have been selected and were not.</param>
/// <param name="Removed">The first that were and would not have been.</param>
/// <param name="Hits">How many assessments each rule would have spoken in.</param>
internal sealed record Difference(
    int Consignments, int Stopped, int WouldStop, int MoreStopped, int FewerStopped, IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyDictionary<string, int> Hits);
