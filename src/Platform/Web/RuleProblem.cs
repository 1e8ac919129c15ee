using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web;

/// <summary>What is wrong with one thing a user gave: where, which rule, and words that name the cure.</summary>
/// <param name="Path">Where in the input, as a JSON pointer without its first slash (<c>directors/0/name</c>); empty for the whole.</param>
/// <param name="Code">Stable and machine-readable: <c>name.same-as-registered</c>.</param>
/// <param name="TextKey">The words, in three languages.</param>
/// <param name="Rule">The law or rule, where there is one: <c>Cap. 622 s.100</c>.</param>
public sealed record RuleProblem(string Path, string Code, string TextKey, string? Rule = null)
{
    public IReadOnlyList<object?> Args { get; init; } = [];

    public string Message(Text text, Lang? lang = null) => text.In(lang ?? Lang.Current, TextKey, [.. Args]);
}

public static class RuleProblems
{
    /// <summary>An RFC 9457 answer that lists every problem with its place, code, rule and words in the caller's language.</summary>
    public static IResult ToResult(this IReadOnlyList<RuleProblem> problems, Text text, int status = StatusCodes.Status422UnprocessableEntity) =>
        Results.Problem(
            statusCode: status,
            title: text["platform.problem.rules"],
            type: "https://onestop.example/problems/rules",
            extensions: new Dictionary<string, object?>
            {
                ["errors"] = problems.Select(problem => new { path = problem.Path, code = problem.Code, rule = problem.Rule, message = problem.Message(text) }).ToList(),
            });

    /// <summary>Shows the problems beside their fields; the field's name is its path with dashes.</summary>
    public static void AddTo(this IEnumerable<RuleProblem> problems, ModelStateDictionary state, Text text)
    {
        foreach (var problem in problems)
        {
            state.AddModelError(problem.Path.Replace('/', '-'), problem.Message(text));
        }
    }
}
