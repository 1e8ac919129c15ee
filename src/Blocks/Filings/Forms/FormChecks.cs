using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Forms;

/// <summary>What is still missing. Kept values are valid by themselves: none is stored that <see cref="AnswerRules"/> refused.</summary>
internal static class FormChecks
{
    public static IReadOnlyList<RuleProblem> Missing(FormDefinition form, JsonObject content, Wording wording) =>
        [.. form.PagesFor(content).SelectMany(page => Missing(page, content, wording))];

    public static IEnumerable<RuleProblem> Missing(FormPage page, JsonObject content, Wording wording)
    {
        if (page.Repeat is { } repeat)
        {
            var count = page.Entries(content).Count;
            if (count < repeat.Min)
            {
                yield return Answer.ProblemAt(page.Key, "too-few", wording.Page(page), repeat.Min, count);
            }
            else if (count > repeat.Max)
            {
                yield return TooMany(page, wording);
            }
        }

        foreach (var asked in page.QuestionsFor(content))
        {
            if (Missing(asked, wording) is { } problem)
            {
                yield return problem;
            }
        }
    }

    public static RuleProblem? Missing(Asked asked, Wording wording) => asked.Question is { Required: true, Compute: null } && asked.Answer is null
        ? Answer.ProblemAt(asked.Path, "required", wording.Label(asked)) with { TextKey = TextOf(asked.Question.Kind) }
        : null;

    private static string TextOf(QuestionKind kind) => kind switch
    {
        QuestionKind.Choice or QuestionKind.Choices or QuestionKind.YesNo => "filings.problem.required-choice",
        QuestionKind.File => "filings.problem.required-file",
        _ => "filings.problem.required",
    };

    public static RuleProblem TooMany(FormPage page, Wording wording) =>
        Answer.ProblemAt(page.Key, "too-many", wording.Page(page), page.Repeat!.Max);
}
