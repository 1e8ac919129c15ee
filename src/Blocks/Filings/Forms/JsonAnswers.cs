using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Forms;

/// <summary>Reads a whole content from JSON: what the form does not ask is refused, what it asks gets its one stored form.</summary>
internal sealed class JsonAnswers(FormDefinition form, Wording wording, IReadOnlySet<string> uploads)
{
    private readonly List<RuleProblem> problems = [];

    public (JsonObject Content, IReadOnlyList<RuleProblem> Problems) Read(JsonObject given)
    {
        var content = new JsonObject();
        foreach (var (key, value) in given)
        {
            if (form.Pages.FirstOrDefault(page => page.Key == key) is not { } page)
            {
                Refuse(key, "unknown");
            }
            else if (value is not null)
            {
                JsonNode? answers = page.Repeat is null ? ReadPage(page, null, value, key) : ReadEntries(page, value);
                if (answers is not null)
                {
                    content[key] = answers;
                }
            }
        }

        return (content, problems);
    }

    private JsonArray? ReadEntries(FormPage page, JsonNode given)
    {
        if (given is not JsonArray entries)
        {
            Refuse(page.Key, "type", "array");
            return null;
        }

        if (entries.Count > page.Repeat!.Max)
        {
            problems.Add(FormChecks.TooMany(page, wording));
            return null;
        }

        return new JsonArray([.. entries.Select((entry, index) =>
            (JsonNode?)ReadPage(page, index, entry, string.Create(CultureInfo.InvariantCulture, $"{page.Key}/{index}")) ?? new JsonObject())]);
    }

    private JsonObject? ReadPage(FormPage page, int? entry, JsonNode? given, string path)
    {
        if (given is not JsonObject members)
        {
            Refuse(path, "type", "object");
            return null;
        }

        var answers = new JsonObject();
        foreach (var (key, value) in members)
        {
            if (page.Questions.FirstOrDefault(question => question.Key == key) is not { } question)
            {
                Refuse($"{path}/{key}", "unknown");
            }
            else if (value is not null && question.Compute is null)
            {
                var answer = ReadAnswer(new Asked(page, entry, question, null), value);
                problems.AddRange(answer.Problems);
                if (answer.Value is not null)
                {
                    answers[key] = answer.Value;
                }
            }
        }

        return answers;
    }

    private Answer ReadAnswer(Asked asked, JsonNode given) => asked.Question.Kind switch
    {
        QuestionKind.YesNo => given.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? Answer.Right(given.GetValue<bool>()) : WrongType(asked, "boolean"),
        QuestionKind.Number or QuestionKind.Money => given is JsonValue number && number.TryGetValue<long>(out var value)
            ? AnswerRules.Number(asked, value, wording)
            : WrongType(asked, "integer"),
        QuestionKind.Choices => given is JsonArray items && items.Select(TextOf).ToList() is var texts && !texts.Contains(null)
            ? texts.Count == 0 ? Answer.Nothing : AnswerRules.Choices(asked, texts!, wording)
            : WrongType(asked, "array"),
        QuestionKind.Address => ReadAddress(asked, given),
        QuestionKind.File => ReadFile(asked, given),
        QuestionKind.Date => TextOf(given) is { } day ? AnswerRules.Date(asked, day, wording) : WrongType(asked, "string"),
        _ => given.GetValueKind() != JsonValueKind.String ? WrongType(asked, "string")
            : TextOf(given) is { } text ? AnswerRules.Text(asked, text, wording)
            : Answer.Wrong(asked, "characters", wording),
    };

    private Answer ReadAddress(Asked asked, JsonNode given)
    {
        if (given is not JsonObject members)
        {
            return WrongType(asked, "object");
        }

        foreach (var (key, value) in members)
        {
            if (!AnswerRules.AddressParts.Contains(key))
            {
                Refuse($"{asked.Path}/{key}", "unknown");
            }
            else if (value is not null && TextOf(value) is null)
            {
                Refuse($"{asked.Path}/{key}", "type", "string");
            }
        }

        return AnswerRules.Address(asked, AnswerRules.AddressParts.ToDictionary(part => part, part => members[part] is { } value ? TextOf(value) ?? "" : ""), wording);
    }

    private Answer ReadFile(Asked asked, JsonNode given)
    {
        if (given is not JsonObject file || TextOf(file["sha256"]) is not { } sha256 || TextOf(file["name"]) is not { } name
            || file["bytes"] is not JsonValue size || !size.TryGetValue<long>(out var bytes))
        {
            return WrongType(asked, "object");
        }

        return uploads.Contains(sha256)
            ? Answer.Right(new JsonObject { ["sha256"] = sha256, ["name"] = name, ["bytes"] = bytes })
            : Answer.Wrong(asked, "file-unknown", wording);
    }

    /// <summary>Null where it is no string, or one that is not Unicode (an escaped half of a surrogate pair).</summary>
    internal static string? TextOf(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private Answer WrongType(Asked asked, string type) => Answer.Wrong(asked, "type", wording, type);

    private void Refuse(string path, string code, params object?[] args) =>
        problems.Add(Answer.ProblemAt(path, code, new LocalizedText(path, path, path), args));
}
