using OneStop.Platform.Texts;

namespace OneStop.Observatory.Warnings;

/// <summary>A kind of warning as data (warnings.json): one of its signals at a time is in force.</summary>
/// <param name="Key">The open-data API's key: <c>WRAIN</c>.</param>
internal sealed record WarningKind(string Key, LocalizedText Name, IReadOnlyList<WarningSignal> Signals)
{
    internal WarningSignal Signal(string code) => Signals.Single(signal => signal.Code == code);
}

/// <param name="Code">The open-data API's code: <c>WRAINA</c>.</param>
/// <param name="Name">The whole name of the signal: "Amber Rainstorm Warning Signal".</param>
/// <param name="Type">The API's <c>type</c>: "Amber"; empty where the kind has one signal only.</param>
/// <param name="NeedsTwo">Released only by a second forecaster.</param>
/// <param name="Severity">CAP 1.2 severity; urgency and certainty likewise.</param>
internal sealed record WarningSignal(
    string Code, LocalizedText Name, LocalizedText Type, bool NeedsTwo, string Severity, string Urgency, string Certainty);
