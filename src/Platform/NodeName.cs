namespace OneStop.Platform;

/// <summary>This node among those that share the database; stable over a restart of the same node.</summary>
public sealed record NodeName(string Value);
