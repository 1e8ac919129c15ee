using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;

namespace OneStop.Filings.Forms;

/// <summary>A question on its page, with the questions that stand inside its choices and show when one is chosen.</summary>
internal sealed record Shown(Asked Asked, IReadOnlyDictionary<string, IReadOnlyList<Asked>> Within)
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<Asked>> Nothing = new Dictionary<string, IReadOnlyList<Asked>>();

    public IEnumerable<Asked> All => [Asked, .. Within.Values.SelectMany(asked => asked)];
}

/// <summary>
/// What a page asks at once. A question that decides about others holds one or two of them inside its choices; where it decides
/// about more, or about questions further down, it is asked first and by itself.
/// </summary>
internal static class ShownQuestions
{
    private const int MostWithin = 2;
    private const int MostRadios = 7;

    public static IReadOnlyList<Shown> Of(FormPage page, int? entry, JsonObject answers)
    {
        var shown = new List<Shown>();
        var within = new HashSet<string>(StringComparer.Ordinal);
        foreach (var asked in page.QuestionsFor(answers, entry).Answerable().Where(asked => !within.Contains(asked.Question.Key)))
        {
            var opens = Opens(page, asked.Question, answers);
            var inside = IsInside(page, asked.Question, opens);
            if (inside)
            {
                within.UnionWith(opens.Values.SelectMany(keys => keys));
            }

            shown.Add(new Shown(asked, inside ? opens.ToDictionary(opened => opened.Key, opened => Find(opened.Value)) : Shown.Nothing));
            if (!inside && opens.Count > 0 && asked.Answer is null)
            {
                break;
            }
        }

        return shown;

        IReadOnlyList<Asked> Find(IEnumerable<string> keys) =>
            [.. keys.Select(key => page.Questions.Single(question => question.Key == key)).Select(question => new Asked(page, entry, question, answers[question.Key]))];
    }

    /// <summary>Which questions each choice brings up that are not asked without it.</summary>
    private static Dictionary<string, List<string>> Opens(FormPage page, Question question, JsonObject answers)
    {
        var (choices, asAnswer) = question.Kind switch
        {
            QuestionKind.Choice => (question.Choices!, (Func<string, JsonNode>)(choice => choice)),
            QuestionKind.YesNo => (["yes", "no"], choice => choice == "yes"),
            _ => ([], _ => ""),
        };
        var tried = answers.DeepClone().AsObject();
        tried.Remove(question.Key);
        var without = Keys(page, tried).ToHashSet();
        var opens = new Dictionary<string, List<string>>();
        foreach (var choice in choices)
        {
            tried[question.Key] = asAnswer(choice);
            if (Keys(page, tried).Where(key => !without.Contains(key)).ToList() is { Count: > 0 } opened)
            {
                opens[choice] = opened;
            }
        }

        return opens;
    }

    private static IEnumerable<string> Keys(FormPage page, JsonObject answers) => page.QuestionsFor(answers, null).Answerable().Select(asked => asked.Question.Key);

    private static bool IsInside(FormPage page, Question question, Dictionary<string, List<string>> opens)
    {
        var opened = opens.Values.SelectMany(keys => keys).ToList();
        return opened.Count > 0 && opens.Values.All(keys => keys.Count <= MostWithin) && (question.Choices?.Count ?? 0) <= MostRadios
            && opened.Distinct().Count() == opened.Count
            && page.Questions.SkipWhile(before => before != question).Skip(1).Take(opened.Count).All(next => opened.Contains(next.Key));
    }
}
