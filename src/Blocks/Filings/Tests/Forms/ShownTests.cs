using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;

namespace OneStop.Filings.Tests.Forms;

public sealed class ShownTests
{
    private static readonly FormPage Page = new("party", "party",
    [
        new("kind", QuestionKind.Choice, Choices: ["person", "company"]),
        new("name", QuestionKind.Text),
        new("signer", QuestionKind.Text, ShowIf: party => Is(party, "kind", "company")),
        new("document", QuestionKind.Choice, Choices: ["card", "passport"], ShowIf: party => Is(party, "kind", "person")),
        new("card", QuestionKind.Text, ShowIf: party => Is(party, "document", "card")),
        new("country", QuestionKind.Text, ShowIf: party => Is(party, "document", "passport")),
        new("passport", QuestionKind.Text, ShowIf: party => Is(party, "document", "passport")),
        new("born", QuestionKind.Date, ShowIf: party => Is(party, "kind", "person")),
    ]);

    public static TheoryData<string, string, string> Answered => new()
    {
        { "{}", "kind", "" },
        { """{"name": "Chan"}""", "kind", "" },
        { """{"kind": "company"}""", "kind name signer", "" },
        { """{"kind": "person"}""", "kind name document born", "card: card; passport: country passport" },
        { """{"kind": "person", "document": "card"}""", "kind name document born", "card: card; passport: country passport" },
    };

    [Theory, MemberData(nameof(Answered))]
    public void What_decides_about_the_rest_is_asked_first_and_a_few_stand_inside_their_choice(string answers, string asked, string within)
    {
        var shown = ShownQuestions.Of(Page, null, JsonNode.Parse(answers)!.AsObject());

        Assert.Equal(asked, string.Join(' ', shown.Select(question => question.Asked.Question.Key)));
        Assert.Equal(within, string.Join("; ", shown.SelectMany(question => question.Within).Select(choice => $"{choice.Key}: {string.Join(' ', choice.Value.Select(inside => inside.Question.Key))}")));
    }

    private static bool Is(JsonObject party, string question, string answer) => (string?)party[question] == answer;
}
