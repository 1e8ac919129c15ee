using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;

namespace OneStop.Filings.Definitions;

/// <summary>What expressions see of a content: each page by its key, each question by its own. What has no answer yet is not there (<c>has(page.question)</c>); dates are CEL timestamps at midnight UTC.</summary>
internal static class Facts
{
    public const string This = "this";

    public static Dictionary<string, object?> Of(FormDefinition form, JsonObject content, DateOnly today, string? reference = null) =>
        OfGiven(form, form.Computed(content), today, reference);

    /// <summary>Without working anything out: what is worked out sees this.</summary>
    public static Dictionary<string, object?> OfGiven(FormDefinition form, JsonObject content, DateOnly today, string? reference = null)
    {
        var facts = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["today"] = Stamp(today),
            ["reference"] = reference ?? "",
        };
        foreach (var page in form.Pages)
        {
            facts[page.Key] = page.Repeat is null
                ? OfAnswers(page, page.AnswersOf(content, null))
                : page.Entries(content).Select(object (entry) => OfAnswers(page, entry)).ToArray();
        }

        return facts;
    }

    public static Dictionary<string, object?> OfAnswers(FormPage page, JsonObject answers) =>
        page.Questions.Where(question => answers[question.Key] is not null).ToDictionary(
            question => question.Key,
            question => question.Kind == QuestionKind.Date && DateOnly.TryParse(answers[question.Key]!.GetValue<string>(), CultureInfo.InvariantCulture, out var day) ? Stamp(day) : Value(answers[question.Key]),
            StringComparer.Ordinal);

    public static DateTimeOffset Stamp(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    public static Dictionary<string, object?> With(this Dictionary<string, object?> facts, object? own) => new(facts, StringComparer.Ordinal) { [This] = own };

    /// <summary>An expression's value as an answer to a question; null where it is none.</summary>
    public static JsonNode? Answer(QuestionKind kind, object? value) => (kind, value) switch
    {
        (QuestionKind.Number or QuestionKind.Money, long number) => number,
        (QuestionKind.Number or QuestionKind.Money, double or decimal) => (long)Math.Round(Convert.ToDecimal(value, CultureInfo.InvariantCulture), MidpointRounding.AwayFromZero),
        (QuestionKind.YesNo, bool yes) => yes,
        (QuestionKind.Date, DateTimeOffset) => Expression.TextOf(value),
        (QuestionKind.Text or QuestionKind.LongText or QuestionKind.Choice, string { Length: > 0 } text) => text,
        _ => null,
    };

    private static object? Value(JsonNode? node) => node switch
    {
        null => null,
        JsonArray items => items.Select(Value).ToArray(),
        JsonObject members => members.ToDictionary(member => member.Key, member => Value(member.Value), StringComparer.Ordinal),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => node.GetValue<long>(),
            _ => node.GetValue<string>(),
        },
    };
}
