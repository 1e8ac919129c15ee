using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;

namespace OneStop.Filings.Forms;

/// <summary>A form as JSON Schema 2020-12: the shape of a filing's whole content. Conditions are code, so what is asked conditionally is optional here.</summary>
internal static class FormSchema
{
    public const string MediaType = "application/schema+json";

    public static JsonObject Of(FormDefinition form, Wording wording, string address)
    {
        var properties = new JsonObject();
        foreach (var page in form.Pages)
        {
            properties[page.Key] = Page(page, wording);
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = address,
            ["title"] = wording.Title.ToString(),
            ["$comment"] = $"Version {form.Version}",
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = Keys(form.Pages.Where(page => page.ShowIf is null && IsRequired(page)).Select(page => page.Key)),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Page(FormPage page, Wording wording)
    {
        var properties = new JsonObject();
        foreach (var question in page.Questions)
        {
            properties[question.Key] = Question(new Asked(page, null, question, null), wording);
        }

        var answers = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = Keys(page.Questions.Where(question => question is { Required: true, ShowIf: null, Compute: null }).Select(question => question.Key)),
            ["additionalProperties"] = false,
        };
        if (page.Repeat is not { } repeat)
        {
            answers["title"] = wording.Page(page).ToString();
            return answers;
        }

        return new JsonObject
        {
            ["title"] = wording.Page(page).ToString(),
            ["type"] = "array",
            ["minItems"] = repeat.Min,
            ["maxItems"] = repeat.Max,
            ["items"] = answers,
        };
    }

    private static JsonObject Question(Asked asked, Wording wording)
    {
        var question = asked.Question;
        var schema = question.Kind switch
        {
            QuestionKind.YesNo => new JsonObject { ["type"] = "boolean" },
            QuestionKind.Number or QuestionKind.Money => new JsonObject { ["type"] = "integer", ["minimum"] = question.Min, ["maximum"] = question.Max },
            QuestionKind.Choice => new JsonObject { ["type"] = "string", ["enum"] = Keys(question.Choices!) },
            QuestionKind.Choices => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["enum"] = Keys(question.Choices!) },
                ["uniqueItems"] = true,
                ["minItems"] = question.Required ? 1 : 0,
            },
            QuestionKind.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
            QuestionKind.Email => new JsonObject { ["type"] = "string", ["format"] = "email", ["maxLength"] = 254 },
            QuestionKind.IdentityNumber => new JsonObject { ["type"] = "string", ["minLength"] = 8, ["maxLength"] = 20, ["examples"] = new JsonArray("A123456(3)") },
            QuestionKind.Phone => new JsonObject { ["type"] = "string", ["minLength"] = 5, ["maxLength"] = 30 },
            QuestionKind.Address => Address(),
            QuestionKind.File => File(),
            _ => new JsonObject { ["type"] = "string", ["minLength"] = question.Required ? 1 : 0, ["maxLength"] = question.MaxLength },
        };
        schema["title"] = wording.Label(asked).ToString();
        if (wording.Hint(asked) is { } hint)
        {
            schema["description"] = hint;
        }

        if (question.Compute is not null)
        {
            schema["readOnly"] = true;
        }

        if (question.Kind == QuestionKind.Money)
        {
            schema["$comment"] = "HKD cents";
        }

        return schema;
    }

    private static JsonObject Address() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["line1"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 100 },
            ["line2"] = new JsonObject { ["type"] = "string", ["maxLength"] = 100 },
            ["district"] = new JsonObject { ["type"] = "string", ["maxLength"] = 100 },
            ["country"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Z]{2}$" },
        },
        ["required"] = new JsonArray("line1", "country"),
        ["additionalProperties"] = false,
    };

    private static JsonObject File() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["sha256"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$" },
            ["name"] = new JsonObject { ["type"] = "string", ["maxLength"] = 255 },
            ["bytes"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
        },
        ["required"] = new JsonArray("sha256", "name", "bytes"),
        ["additionalProperties"] = false,
    };

    private static bool IsRequired(FormPage page) => page.Repeat is { } repeat ? repeat.Min > 0 : page.Questions.Any(question => question is { Required: true, ShowIf: null, Compute: null });

    private static JsonArray Keys(IEnumerable<string> keys) => new([.. keys.Select(key => (JsonNode)key)]);
}
