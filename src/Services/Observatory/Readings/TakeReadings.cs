using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Readings;

/// <summary>The one way in for readings, whichever form they came in: checked one by one, taken together, an answer for each.</summary>
internal sealed class TakeReadings(ReadingsLane lane, StationQuotas quotas, TimeProvider time)
{
    /// <summary>Of one request.</summary>
    internal const int Most = 5_000;

    /// <summary>Of one request, in bytes.</summary>
    internal const int MostBytes = 1024 * 1024;

    /// <param name="from">The operator's account, or the directory the file came from.</param>
    /// <param name="limited">Whether the stations' quotas hold; a file that lies here already is not asked to wait.</param>
    internal async Task<ReadingAnswers> RunAsync(IEnumerable<(SentReading? Sent, RuleProblem? Problem)> items, string from, bool limited, Text text)
    {
        var now = time.GetUtcNow();
        var answers = new List<ReadingAnswer>();
        var incoming = new List<IncomingReading>();
        var places = new List<int>();
        foreach (var (sent, malformed) in items)
        {
            var (reading, problem) = sent is null ? (null, malformed) : ReadingRules.Check(sent, now, from);
            if (reading is not null)
            {
                places.Add(answers.Count);
                incoming.Add(reading);
            }

            answers.Add(problem is null ? new(answers.Count) : Refused(answers.Count, problem, text));
        }

        if (limited)
        {
            Limit(incoming, places, answers, text);
        }

        var taken = await lane.TakeAsync(incoming);
        for (var i = 0; i < taken.Length; i++)
        {
            answers[places[i]] = new(places[i], taken[i].Taken == Taken.Stored ? 201 : 200, Outcomes[(int)taken[i].Taken], Qualities[(int)taken[i].Quality]);
        }

        return new(taken.Count(one => one.Taken == Taken.Stored), taken.Count(one => one.Taken == Taken.Unchanged), taken.Count(one => one.Taken == Taken.Corrected), answers.Count - taken.Length, answers);
    }

    private void Limit(List<IncomingReading> incoming, List<int> places, List<ReadingAnswer> answers, Text text)
    {
        var flooding = incoming.CountBy(reading => reading.Station).Where(station => !quotas.Allows(station.Key, station.Value)).Select(station => station.Key).ToHashSet(StringComparer.Ordinal);
        if (flooding.Count == 0)
        {
            return;
        }

        for (var i = incoming.Count - 1; i >= 0; i--)
        {
            if (flooding.Contains(incoming[i].Station))
            {
                answers[places[i]] = Refused(places[i], ReadingRules.Problem("station", "station.flood"), text);
                incoming.RemoveAt(i);
                places.RemoveAt(i);
            }
        }
    }

    private static readonly string[] Outcomes = ["stored", "unchanged", "corrected"];

    private static readonly string[] Qualities = ["good", "spike", "outOfRange", "missing"];

    private static ReadingAnswer Refused(int index, RuleProblem problem, Text text) =>
        new(index, ReadingRules.StatusOf(problem.Code), "refused", Code: problem.Code, Path: problem.Path, Message: problem.Message(text));
}

/// <param name="Items">In the order in which they were sent.</param>
internal sealed record ReadingAnswers(int Stored, int Unchanged, int Corrected, int Refused, IReadOnlyList<ReadingAnswer> Items);

/// <param name="Status">What the reading would have been answered with alone: 201 stored, 200 unchanged or corrected, 404, 422 or 429 refused.</param>
/// <param name="Outcome">stored, unchanged, corrected or refused.</param>
/// <param name="Quality">good, spike, outOfRange or missing; only good readings are shown.</param>
internal sealed record ReadingAnswer(
    int Index, int Status = 0, string Outcome = "", string? Quality = null, string? Code = null, string? Path = null, string? Message = null);
