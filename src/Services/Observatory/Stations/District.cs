using OneStop.Platform.Texts;

namespace OneStop.Observatory.Stations;

/// <summary>One of the eighteen districts that rain is reported by, as the open-data API spells them.</summary>
internal sealed record District(string Code, LocalizedText Name);
