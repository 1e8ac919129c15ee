using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;

namespace OneStop.Filings.Definitions;

/// <summary>A content with an answer of the right type to every question: expressions are tried on it when a file is read, so that a wrong type is found then.</summary>
internal static class Sample
{
    public static JsonObject Of(FormDefinition form)
    {
        var content = new JsonObject();
        foreach (var page in form.Pages)
        {
            content[page.Key] = page.Repeat is null ? Of(page) : new JsonArray(Of(page));
        }

        return content;
    }

    public static JsonObject Of(FormPage page) => new(page.Questions.Select(question => KeyValuePair.Create(question.Key, (JsonNode?)Of(question))));

    public static JsonNode Of(Question question) => question.Kind switch
    {
        QuestionKind.Number or QuestionKind.Money => Math.Clamp(1, question.Min, question.Max),
        QuestionKind.YesNo => true,
        // Without choices the question itself is wrong, which is said; the rest of the file is read all the same.
        QuestionKind.Choice => question.Choices is [var first, ..] ? first : "",
        QuestionKind.Choices => question.Choices is [var one, ..] ? new JsonArray(one) : [],
        QuestionKind.Date => "2024-03-02",
        QuestionKind.Email => "name@example.com",
        QuestionKind.Phone => "21234567",
        QuestionKind.IdentityNumber => "A123456(3)",
        QuestionKind.Address => new JsonObject { ["line1"] = "1 Main Street", ["line2"] = "Central", ["district"] = "Central", ["country"] = "HK" },
        QuestionKind.File => new JsonObject { ["sha256"] = new string('0', 64), ["name"] = "paper.pdf", ["bytes"] = 1L },
        _ => "text",
    };
}
