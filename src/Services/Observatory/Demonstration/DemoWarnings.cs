using System.Text.Json;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Demonstration;

/// <summary>The demonstration's warning: comes, is reissued, goes and comes again, so that there is nearly always one to look at and always a history.</summary>
internal static class DemoWarnings
{
    private static readonly TimeSpan Cycle = TimeSpan.FromHours(9);
    private static readonly (double Hours, WarningAction Action, string Phrase)[] Life =
        [(0, WarningAction.Issue, "First"), (3, WarningAction.Reissue, "Stays"), (8.5, WarningAction.Cancel, "Ends")];

    /// <summary>Very hot weather in summer, fire danger in the dry months.</summary>
    internal static (string Kind, string Code, string Phrase) KindAt(DateTimeOffset at) =>
        HongKong.At(at).Month is >= 5 and <= 9 ? ("WHOT", "WHOT", "hot") : ("WFIRE", "WFIREY", "fire");

    /// <summary>The steps after one instant up to another; <paramref name="open"/> is the chain that stands at the first.</summary>
    internal static IEnumerable<WarningStep> Steps(DateTimeOffset after, DateTimeOffset until, Guid? open)
    {
        var (kind, code, phrases) = KindAt(until);
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
                if (at <= after || at > until || (chain is null) != (action == WarningAction.Issue))
                {
                    continue;
                }

                yield return new WarningStep
                {
                    Id = Ids.New(),
                    Chain = chain ??= Ids.New(),
                    Kind = kind,
                    Code = code,
                    Action = action,
                    IssuedAt = at,
                    Contents = JsonSerializer.Serialize(new[] { Phrases.Get(phrases + phrase) }, DataFile.Json),
                    ProposedBy = DemoForecaster.Name,
                };
                chain = action == WarningAction.Cancel ? null : chain;
            }
        }
    }
}
