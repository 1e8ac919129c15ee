using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;

namespace OneStop.Companies.Incorporation.Form;

/// <summary>The capital's classes, and what a founder member takes of them. Only currencies of two decimals: amounts are cents.</summary>
internal static class ShareQuestions
{
    internal const long MaxShares = 1_000_000_000_000;

    internal static readonly Question[] Class =
    [
        new("class", QuestionKind.Choice, Choices: ["ordinary", "preference", "redeemable", "deferred", "other"]),
        new("className", QuestionKind.Text, MaxLength: 60, ShowIf: IsOther),
    ];

    internal static readonly Question[] Capital =
    [
        .. Class,
        new("currency", QuestionKind.Choice, Choices: ["HKD", "USD", "CNY", "EUR", "GBP", "AUD", "CAD", "SGD"]),
        new("number", QuestionKind.Number) { Max = MaxShares },
        new("amount", QuestionKind.Money) { Currency = Chosen },
        new("paid", QuestionKind.Money) { Currency = Chosen },
        new("unpaid", QuestionKind.Money) { Currency = Chosen },
        new("rights", QuestionKind.LongText, Required: false, MaxLength: 2000),
    ];

    internal static readonly Question[] Holding = [.. Class, new("number", QuestionKind.Number) { Max = MaxShares }, new("amount", QuestionKind.Money) { Currency = OfTheClass }];

    private static string Chosen(JsonObject entry) => Answers.Text(entry["currency"]) ?? "";

    // The class stands on another page.
    private static string OfTheClass(JsonObject _) => "";

    private static bool IsOther(JsonObject entry) => Answers.Text(entry["class"]) == "other";
}
