using System.Text.Json;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Demonstration;

/// <summary>The demonstration's warning: comes, is extended, goes and comes again, so that there is always one to look at and always a history.</summary>
internal static class DemoWarnings
{
    private static readonly TimeSpan Cycle = TimeSpan.FromHours(9);
    private static readonly (double Hours, WarningAction Action, string Phrase)[] Life =
        [(0, WarningAction.Issue, "amberFirst"), (3, WarningAction.Extend, "amberStays"), (8, WarningAction.Cancel, "amberEnds")];

    /// <summary>The steps after one instant up to another; a chain broken off by that instant goes on as <paramref name="open"/>.</summary>
    internal static IEnumerable<WarningStep> Steps(DateTimeOffset after, DateTimeOffset until, Guid? open)
    {
        var chain = open;
        for (var cycle = (long)Math.Floor(after.ToUnixTimeSeconds() / Cycle.TotalSeconds); ; cycle++)
        {
            var start = DateTimeOffset.FromUnixTimeSeconds(cycle * (long)Cycle.TotalSeconds);
            if (start > until)
            {
                yield break;
            }

            foreach (var (hours, action, phrase) in Life)
            {
                var at = start.AddHours(hours);
                chain = action == WarningAction.Issue ? at > after ? Ids.New() : open : chain;
                if (at > after && at <= until && chain is { } known)
                {
                    yield return new WarningStep
                    {
                        Id = Ids.New(), Chain = known, Kind = "WRAIN", Code = "WRAINA", Action = action, IssuedAt = at,
                        ExpiresAt = action == WarningAction.Cancel ? null : start.AddHours(8.5),
                        Contents = JsonSerializer.Serialize(new[] { Phrases.Get(phrase) }, DataFile.Json), ProposedBy = DemoForecaster.Name,
                    };
                }
            }
        }
    }
}
