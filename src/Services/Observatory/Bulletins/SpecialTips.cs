using OneStop.Platform.Texts;

namespace OneStop.Observatory.Bulletins;

/// <summary>Special weather tips in force (the open-data API's <c>swt</c>); an empty list: none.</summary>
internal sealed record SpecialTips(IReadOnlyList<SpecialTip> Tips);

internal sealed record SpecialTip(LocalizedText Text, DateTimeOffset UpdatedAt);
