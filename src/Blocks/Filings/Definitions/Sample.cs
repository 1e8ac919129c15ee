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
            var answers = new JsonObject(page.Questions.Select(question => KeyValuePair.Create(question.Key, (JsonNode?)Of(question))));
            content[page.Key] = page.Repeat is null ? answers : new JsonArray(answers);
        }

        return content;
    }

    public static JsonNode Of(Question question) => question.Kind switch
    {
        QuestionKind.Number or QuestionKind.Money => Math.Clamp(1, question.Min, question.Max),
        QuestionKind.YesNo => true,
        QuestionKind.Choice => question.Choices![0],
        QuestionKind.Choices => new JsonArray(question.Choices![0]),
        QuestionKind.Date => "2024-03-02",
        QuestionKind.Email => "name@example.com",
        QuestionKind.Phone => "21234567",
        QuestionKind.IdentityNumber => "A123456(3)",
        QuestionKind.Address => new JsonObject { ["line1"] = "1 Main Street", ["line2"] = "Central", ["district"] = "Central", ["country"] = "HK" },
        QuestionKind.File => new JsonObject { ["sha256"] = new string('0', 64), ["name"] = "paper.pdf", ["bytes"] = 1L },
        _ => "text",
    };
}
