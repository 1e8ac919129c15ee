using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json;
using OneStop.Filings.Contracts;
using OneStop.Platform.Dated;

namespace OneStop.RoadCargo.Consignments.Form;

/// <summary>The eight data items of Cap. 60L as questions, one thing per page.</summary>
internal static class LodgeForm
{
    internal const string TextPrefix = "roadcargo.lodge";

    private static readonly Limits Limits = Limits.All[^1];

    internal static readonly FormDefinition Definition = new(RoadCargoModule.Service, 1, RoadCargoModule.Department, "RC", TextPrefix,
    [
        new("trader", "trader", [new("number", QuestionKind.Text, Required: false, MaxLength: 20)]),
        new("direction", "cargo", [new("direction", QuestionKind.Choice, Choices: ["import", "export", "transhipment"])]),
        new("packages", "cargo",
        [
            new("count", QuestionKind.Number) { Min = 1, Max = Limits.MostPackages },
            new("kind", QuestionKind.Choice, Choices: [.. PackageKind.All.Select(kind => kind.Code)]) { Words = PackageKind.WordsOf },
            new("description", QuestionKind.Text, MaxLength: Limits.Words),
        ]),
        new("articles", "cargo", [new("description", QuestionKind.LongText, MaxLength: Limits.Words)]),
        new("consignor", "parties", Party),
        new("consignee", "parties", Party),
        new("expected", "journey", [new("on", QuestionKind.Date)]),
    ], KeepYears: 7, DraftDays: 30);

    private static Question[] Party => [new("name", QuestionKind.Text, MaxLength: Limits.Name), new("address", QuestionKind.LongText, MaxLength: Limits.Address)];

    internal static TypedConsignment Read(JsonObject content) => new()
    {
        Direction = Text(content, "direction", "direction"),
        PackageCount = Text(content, "packages", "count"),
        PackageKind = Text(content, "packages", "kind"),
        Packages = Text(content, "packages", "description"),
        Articles = Text(content, "articles", "description"),
        ConsignorName = Text(content, "consignor", "name"),
        ConsignorAddress = Text(content, "consignor", "address"),
        ConsigneeName = Text(content, "consignee", "name"),
        ConsigneeAddress = Text(content, "consignee", "address"),
        ExpectedOn = Text(content, "expected", "on"),
    };

    internal static string? Trader(JsonObject content) => Text(content, "trader", "number");

    /// <summary>A problem's place as this form has it.</summary>
    internal static string PathOf(string path) => path switch
    {
        "direction" => "direction/direction",
        "articles" => "articles/description",
        "expectedOn" => "expected/on",
        "trader" => "trader/number",
        _ => path,
    };

    private static string? Text(JsonObject content, string page, string question) => (content[page] as JsonObject)?[question] is JsonValue value
        ? value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => value.TryGetValue<long>(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.ToJsonString(),
            _ => null,
        }
        : null;
}
