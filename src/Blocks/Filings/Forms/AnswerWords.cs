using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Forms;

/// <summary>Answers as people read them, in the language of the request.</summary>
internal sealed class AnswerWords(FormDefinition form, Wording wording, Text text)
{
    public IReadOnlyList<PrintedSection> Sections(JsonObject content) =>
        [.. form.PagesFor(content).SelectMany(page => page.Repeat is null
            ? [new PrintedSection(page, null, wording.Page(page).ToString(), Rows(page, page.AnswersOf(content, null), null))]
            : page.Entries(content).Select((answers, index) =>
                new PrintedSection(page, index, $"{wording.Entry(page)} {index + 1}", Rows(page, answers, index))))];

    /// <summary>How an entry is called in its list.</summary>
    public string Summary(FormPage page, JsonObject answers, int entry)
    {
        var parts = page.QuestionsFor(answers, entry)
            .Where(asked => page.Repeat!.Summary.Contains(asked.Question.Key) && asked.Answer is not null).Select(Of);
        return string.Join(" ", parts) is { Length: > 0 } summary ? summary : $"{wording.Entry(page)} {entry + 1}";
    }

    public string Of(Asked asked) => asked.Answer is not { } answer ? "" : asked.Question.Kind switch
    {
        QuestionKind.YesNo => text[answer.GetValue<bool>() ? "filings.yes" : "filings.no"],
        QuestionKind.Choice => wording.Choice(asked, answer.GetValue<string>()).ToString(),
        QuestionKind.Choices => string.Join(text["filings.list-separator"], answer.AsArray().Select(choice => wording.Choice(asked, choice!.GetValue<string>()))),
        QuestionKind.Date => DateOnly.TryParse(answer.GetValue<string>(), out var day) ? Text.Day(day) : answer.GetValue<string>(),
        QuestionKind.Number => Text.Number(answer.GetValue<long>()),
        QuestionKind.Money => new Money(answer.GetValue<long>(), asked.Currency).ToString().Trim(),
        QuestionKind.Address => string.Join("\n", AnswerRules.AddressParts
            .Select(part => answer[part]?.GetValue<string>() is { } given ? part == "country" ? Countries.Find(given)?.ToString() : given : null)
            .OfType<string>()),
        QuestionKind.File => answer["name"]!.GetValue<string>(),
        _ => answer.GetValue<string>(),
    };

    private List<PrintedRow> Rows(FormPage page, JsonObject answers, int? entry) =>
        [.. page.QuestionsFor(answers, entry).Select(asked => new PrintedRow(asked, wording.Label(asked).ToString(), Of(asked)))];
}

internal sealed record PrintedSection(FormPage Page, int? Entry, string Heading, IReadOnlyList<PrintedRow> Rows);

internal sealed record PrintedRow(Asked Asked, string Label, string Value);
