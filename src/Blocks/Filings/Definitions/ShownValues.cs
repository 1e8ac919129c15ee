using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Definitions;

/// <summary>What an expression's value says to people, in three languages: an answer as its question shows it, anything else as it is.</summary>
internal sealed class ShownValues(Definition definition, Text text)
{
    public LocalizedText Of(Expression expression, JsonObject content, IDictionary<string, object?> facts)
    {
        if (definition.QuestionOf(expression) is var (page, question))
        {
            var asked = new Asked(page, null, question, page.AnswersOf(content, null)[question.Key]);
            return asked.Answer is { } answer ? OfAnswer(asked, answer) : Same("");
        }

        return expression.TryEvaluate(facts, out var value) && value is DateTimeOffset day ? Text.DayInAll(DateOnly.FromDateTime(day.UtcDateTime)) : Same(Expression.TextOf(value) ?? "");
    }

    private LocalizedText OfAnswer(Asked asked, JsonNode answer) => asked.Question.Kind switch
    {
        QuestionKind.YesNo => text.All(answer.GetValue<bool>() ? "filings.yes" : "filings.no"),
        QuestionKind.Choice => new Wording(definition.Form, text).Choice(asked, answer.GetValue<string>()),
        QuestionKind.Choices => Joined([.. answer.AsArray().Select(choice => new Wording(definition.Form, text).Choice(asked, choice!.GetValue<string>()))]),
        QuestionKind.Date when DateOnly.TryParse(answer.GetValue<string>(), out var day) => Text.DayInAll(day),
        QuestionKind.Number => Same(Text.Number(answer.GetValue<long>())),
        QuestionKind.Money => Same(new Money(answer.GetValue<long>()).ToString()),
        QuestionKind.Address => Same(string.Join(", ", AnswerRules.AddressParts.SkipLast(1).Select(part => answer[part]?.GetValue<string>()).OfType<string>())),
        QuestionKind.File => Same(answer["name"]!.GetValue<string>()),
        _ => Same(answer.GetValue<string>()),
    };

    private LocalizedText Joined(IReadOnlyList<LocalizedText> all)
    {
        return new(In(Lang.English), In(Lang.Traditional), In(Lang.Simplified));

        string In(Lang lang) => string.Join(text.In(lang, "filings.list-separator"), all.Select(one => one.In(lang)));
    }

    private static LocalizedText Same(string value) => new(value, value, value);
}
