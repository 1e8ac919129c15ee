namespace OneStop.Observatory.Warnings;

/// <summary>Every kind of warning, in the order in which pages name them.</summary>
internal static class WarningKinds
{
    internal static IReadOnlyList<WarningKind> All { get; } = DataFile.Read<List<WarningKind>>("warnings.json");

    internal static WarningKind? Find(string key) => All.FirstOrDefault(kind => kind.Key == key);
}
