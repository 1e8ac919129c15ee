using OneStop.Platform.Texts;

namespace OneStop.RoadCargo.Assessment;

/// <summary>A whole set of risk rules as officers write it and as it is kept: one JSON document, one version.</summary>
/// <param name="InspectAt">The score from which a consignment is inspected.</param>
/// <param name="Watched">Lists that rules refer to by name.</param>
internal sealed record RuleSet(int InspectAt, Sample Sample, IReadOnlyList<Rule> Rules, IReadOnlyDictionary<string, IReadOnlyList<WatchedParty>> Watched);

/// <summary>A share of everything that is inspected whatever the rules say, so that nobody can be sure.</summary>
/// <param name="PerMille">0 to 1000.</param>
/// <param name="Seed">Secret; kept from version to version, so that a replay draws the same consignments.</param>
internal sealed record Sample(int PerMille, string Seed);

/// <param name="Reason">For officers; never shown to traders.</param>
/// <param name="Score">Adds to a consignment's score; below zero for what speaks for it.</param>
/// <param name="Stop">Inspected at any score.</param>
/// <param name="From">The first day; null: from the beginning.</param>
/// <param name="To">The last day; null: until further notice.</param>
internal sealed record Rule(string Id, LocalizedText Reason, int Score, bool Stop, DateOnly? From, DateOnly? To, Condition When)
{
    internal bool IsInForce(DateOnly day) => !(day < From) && !(day > To);
}

/// <param name="Id">Stands in the reasons instead of the name.</param>
/// <param name="Names">Each form under which the party is known.</param>
internal sealed record WatchedParty(string Id, IReadOnlyList<string> Names);

/// <summary>When a rule applies: a small closed language over a consignment's facts, without code.</summary>
internal abstract record Condition
{
    internal sealed record All(IReadOnlyList<Condition> Of) : Condition;

    internal sealed record AnyOf(IReadOnlyList<Condition> Of) : Condition;

    internal sealed record Not(Condition Of) : Condition;

    /// <summary>One of the phrases stands in one of the fields.</summary>
    internal sealed record Mentions(TextField Fields, IReadOnlyList<string> Phrases) : Condition;

    /// <summary>A party of the list stands in one of the fields.</summary>
    internal sealed record Watches(TextField Fields, string List) : Condition;

    internal sealed record Is(CodeField Field, IReadOnlyList<string> Codes) : Condition;

    internal sealed record StartsWith(CodeField Field, IReadOnlyList<string> Beginnings) : Condition;

    /// <param name="AtLeast">Null: no bound.</param>
    /// <param name="AtMost">Null: no bound.</param>
    internal sealed record Between(NumberField Field, long? AtLeast, long? AtMost) : Condition;
}
