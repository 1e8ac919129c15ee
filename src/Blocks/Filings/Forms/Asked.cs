using System.Globalization;
using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;

namespace OneStop.Filings.Forms;

/// <summary>One question as it stands before somebody: on its page, in its entry, with what was answered.</summary>
internal sealed record Asked(FormPage Page, int? Entry, Question Question, JsonNode? Answer)
{
    public const string HongKongDollars = "HKD";

    /// <summary>Of an amount.</summary>
    public string Currency { get; init; } = HongKongDollars;

    public string Path => PathOf(Page, Entry, Question.Key);

    /// <summary>The field's name on a page.</summary>
    public string Name => Path.Replace('/', '-');

    public static string PathOf(FormPage page, int? entry, string question) => entry is { } index
        ? string.Create(CultureInfo.InvariantCulture, $"{page.Key}/{index}/{question}")
        : $"{page.Key}/{question}";
}

/// <summary>Which pages and questions a content brings up.</summary>
internal static class AskedQuestions
{
    public static IEnumerable<FormPage> PagesFor(this FormDefinition form, JsonObject content) =>
        form.Pages.Where(page => page.ShowIf?.Invoke(content) != false);

    public static FormPage? PageFor(this FormDefinition form, JsonObject content, string key) =>
        form.PagesFor(content).FirstOrDefault(page => page.Key == key);

    public static IReadOnlyList<JsonObject> Entries(this FormPage page, JsonObject content) =>
        content[page.Key] is JsonArray entries ? [.. entries.OfType<JsonObject>()] : [];

    /// <summary>The answers of a plain page, or of one entry; an empty object where nothing is there yet.</summary>
    public static JsonObject AnswersOf(this FormPage page, JsonObject content, int? entry) =>
        entry is { } index
            ? page.Entries(content).ElementAtOrDefault(index) ?? []
            : content[page.Key] as JsonObject ?? [];

    public static IEnumerable<Asked> QuestionsFor(this FormPage page, JsonObject answers, int? entry) => page.Questions
        .Where(question => question.ShowIf?.Invoke(answers) != false)
        .Select(question => new Asked(page, entry, question, answers[question.Key]) { Currency = question.Currency?.Invoke(answers) ?? Asked.HongKongDollars });

    public static IEnumerable<Asked> QuestionsFor(this FormPage page, JsonObject content) => page.Repeat is null
        ? page.QuestionsFor(page.AnswersOf(content, null), null)
        : page.Entries(content).SelectMany((answers, index) => page.QuestionsFor(answers, index));

    /// <summary>A copy without what is no longer asked (hidden pages, hidden questions) and with what is worked out from the rest.</summary>
    public static JsonObject Pruned(this FormDefinition form, JsonObject content)
    {
        content = form.Computed(content);
        var kept = new JsonObject();
        foreach (var page in form.PagesFor(content))
        {
            if (page.Repeat is null)
            {
                var answers = Kept(page, page.AnswersOf(content, null));
                if (answers.Count > 0)
                {
                    kept[page.Key] = answers;
                }
            }
            else if (page.Entries(content) is { Count: > 0 } entries)
            {
                kept[page.Key] = new JsonArray([.. entries.Select(entry => (JsonNode)Kept(page, entry))]);
            }
        }

        return kept;

        static JsonObject Kept(FormPage page, JsonObject answers) => new(page.QuestionsFor(answers, null)
            .Where(asked => asked.Answer is not null)
            .Select(asked => KeyValuePair.Create(asked.Question.Key, asked.Answer?.DeepClone())));
    }

    /// <summary>The content with everything worked out anew, in the form's order: a value may rest on one before it. The same content where nothing is.</summary>
    public static JsonObject Computed(this FormDefinition form, JsonObject content)
    {
        if (!form.Pages.Any(page => page.Questions.Any(question => question.Compute is not null)))
        {
            return content;
        }

        var whole = content.DeepClone().AsObject();
        foreach (var page in form.Pages.Where(page => page.Questions.Any(question => question.Compute is not null)))
        {
            foreach (var answers in page.Repeat is null ? [page.AnswersOf(whole, null)] : page.Entries(whole))
            {
                foreach (var question in page.Questions.Where(question => question.Compute is not null))
                {
                    answers.Remove(question.Key);
                    if (question.Compute!(whole, answers) is { } value)
                    {
                        answers[question.Key] = value;
                    }
                }

                if (page.Repeat is null && answers.Parent is null && answers.Count > 0)
                {
                    whole[page.Key] = answers;
                }
            }
        }

        return whole;
    }

    /// <summary>What a person or program is asked for: not what is worked out.</summary>
    public static IEnumerable<Asked> Answerable(this IEnumerable<Asked> questions) => questions.Where(asked => asked.Question.Compute is null);
}
