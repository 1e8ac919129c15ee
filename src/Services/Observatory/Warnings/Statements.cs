using OneStop.Platform.Texts;

namespace OneStop.Observatory.Warnings;

/// <summary>What a statement begins with: the templates of statements.json with their signal's name, for a forecaster to edit.</summary>
internal static class Statements
{
    private static readonly Templates All = DataFile.Read<Templates>("statements.json");

    internal static ProposedText Of(WarningKind kind, string code, WarningAction action, string? inForce)
    {
        var opening = Name(All.Openings[action], kind.Signal(code).Name, kind.Signals.FirstOrDefault(signal => signal.Code == inForce)?.Name);
        return ProposedText.Of(action == WarningAction.Cancel ? [opening, All.Closing] : [opening, .. All.Bodies[code], All.Closing]);
    }

    internal static bool Covers(string code) => All.Bodies.ContainsKey(code);

    private static LocalizedText Name(LocalizedText text, LocalizedText signal, LocalizedText? previous)
    {
        return new(In(Lang.English), In(Lang.Traditional), In(Lang.Simplified));

        string In(Lang lang) => text.In(lang)
            .Replace("{signal}", signal.In(lang), StringComparison.Ordinal)
            .Replace("{previous}", previous?.In(lang) ?? "", StringComparison.Ordinal);
    }

    private sealed record Templates(
        IReadOnlyDictionary<WarningAction, LocalizedText> Openings, IReadOnlyDictionary<string, IReadOnlyList<LocalizedText>> Bodies, LocalizedText Closing);
}
