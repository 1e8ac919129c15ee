namespace OneStop.Platform.Search;

/// <summary>What somebody looks for, as terms that must all be there.</summary>
public sealed class SearchPlan
{
    /// <summary>What is typed beyond this is not looked at.</summary>
    public const int LongestText = 200;

    private const int MostTerms = 12;
    private const int FewestCharacters = 2;

    private SearchPlan(IReadOnlyList<SearchTerm> terms) => Terms = terms;

    internal IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>
    /// Chinese characters: found as they stand together; one alone begins a pair. The last word of an alphabet: as a beginning, from two
    /// letters on. Other words whole. Null where there are not two letters, digits or characters to look for.
    /// </summary>
    public static SearchPlan? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var runs = SearchTokens.Runs(text.Length > LongestText ? text[..LongestText] : text).Take(MostTerms).ToList();
        var last = runs.FindLastIndex(run => !run.IsHan);
        var terms = runs.Select((run, i) => Term(run, isLastWord: i == last)).Distinct().ToList();
        return runs.Sum(run => run.Text.EnumerateRunes().Count()) < FewestCharacters ? null : new SearchPlan(terms);
    }

    private static SearchTerm Term(Run run, bool isLastWord) => run.IsHan
        ? SearchTokens.Pairs(run.Text) is { Count: > 0 } pairs ? new(string.Join(' ', pairs), IsBeginning: false) : new(run.Text, IsBeginning: true)
        : new(run.Text, isLastWord && run.Text.Length >= FewestCharacters);
}

/// <param name="Phrase">Tokens that stand one after another, with spaces between.</param>
internal sealed record SearchTerm(string Phrase, bool IsBeginning)
{
    internal string[] Tokens => Phrase.Split(' ');
}
