using System.Text.Json;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>The warnings in force: <c>warnsum</c> and <c>warningInfo</c>. Where there is none, an empty object.</summary>
internal static class WarningReports
{
    internal static object Summary(IReadOnlyList<WarningInForce> warnings, Lang lang) =>
        warnings.DistinctBy(warning => warning.Kind.Key).ToDictionary(warning => warning.Kind.Key, warning => new
        {
            name = warning.Kind.Name.In(lang),
            code = warning.Signal.Code,
            type = warning.Signal.Type.In(lang) is { Length: > 0 } type ? type : null,
            actionCode = Code(warning.Step.Action),
            issueTime = Wire.Time(warning.Since),
            expireTime = warning.Step.ExpiresAt is { } expires ? Wire.Time(expires) : null,
            updateTime = Wire.Time(warning.Step.IssuedAt),
        });

    internal static object Details(IReadOnlyList<WarningInForce> warnings, Lang lang) => new
    {
        details = warnings.Count == 0 ? null : warnings.Select(warning => new
        {
            contents = Paragraphs(warning.Step, lang),
            warningStatementCode = warning.Kind.Key,
            subtype = warning.Signal.Code == warning.Kind.Key ? null : warning.Signal.Code,
            updateTime = Wire.Time(warning.Step.IssuedAt),
        }).ToList(),
    };

    internal static IReadOnlyList<string> Paragraphs(WarningStep step, Lang lang) =>
        [.. JsonSerializer.Deserialize<List<LocalizedText>>(step.Contents, DataFile.Json)!.Select(paragraph => paragraph.In(lang))];

    internal static string Code(WarningAction action) => action.ToString().ToUpperInvariant();
}
