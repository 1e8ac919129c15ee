using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using OneStop.Platform.Dated;

namespace OneStop.RoadCargo.Assessment;

/// <summary>What becomes of a truck's load at the control point.</summary>
internal enum Lane
{
    /// <summary>Drives through.</summary>
    Clear,

    Inspect,

    /// <summary>Something on it is detained.</summary>
    Held,
}

/// <param name="Score">The sum of all rules that apply.</param>
/// <param name="Reasons">Secret: for <c>ced:risk</c> only.</param>
internal sealed record Verdict(Lane Lane, int Score, IReadOnlyList<Reason> Reasons);

/// <param name="Rule">A rule's id, or <see cref="AssessCargo.SampleRule"/>.</param>
/// <param name="Evidence">What was found where: <c>articles: ivory</c>, <c>consignorName: W-0012</c>.</param>
internal sealed record Reason(string Rule, int Score, bool Stop, IReadOnlyList<string> Evidence);

/// <summary>A rule set made ready: assesses one consignment in some tens of microseconds, from its facts alone, always with the same outcome.</summary>
internal sealed class AssessCargo
{
    /// <summary>Stands as the rule of what the random sample drew.</summary>
    internal const string SampleRule = "sample";

    private static readonly TextField[] Fields =
        [TextField.Packages, TextField.Articles, TextField.ConsignorName, TextField.ConsignorAddress, TextField.ConsigneeName, TextField.ConsigneeAddress];

    private readonly RuleSet rules;
    private readonly Ready[] ready;
    private readonly PhraseIndex index;

    /// <summary>By phrase: which tests it fulfils, in which fields, and what stands for it in the reasons.</summary>
    private readonly List<Use>[] uses;

    private readonly int tests;

    internal AssessCargo(RuleSet rules)
    {
        this.rules = rules;
        var phrases = new List<string>();
        var wanted = new List<Use>();
        var count = 0;
        ready = [.. rules.Rules.Select(rule =>
        {
            var first = count;
            var test = Prepare(rule.When, phrases, wanted, ref count);
            return new Ready(rule, test, first, count);
        })];
        tests = count;
        index = new PhraseIndex(phrases);
        uses = new List<Use>[phrases.Count];
        for (var i = 0; i < phrases.Count; i++)
        {
            if (index.Numbers[i] is >= 0 and var number)
            {
                (uses[number] ??= []).Add(wanted[i]);
            }
        }
    }

    internal Verdict Assess(CargoFacts facts)
    {
        var found = new Found(facts, new string?[tests]);
        Search(found);
        var reasons = new List<Reason>();
        foreach (var (rule, test, first, end) in ready)
        {
            if (rule.IsInForce(facts.AssessedOn) && test(found))
            {
                reasons.Add(new Reason(rule.Id, rule.Score, rule.Stop, [.. found.Evidence[first..end].OfType<string>()]));
            }
        }

        var score = reasons.Sum(reason => reason.Score);
        if (IsDrawn(rules.Sample, facts))
        {
            reasons.Add(new Reason(SampleRule, 0, true, []));
        }

        return new Verdict(score >= rules.InspectAt || reasons.Exists(reason => reason.Stop) ? Lane.Inspect : Lane.Clear, score, reasons);
    }

    /// <summary>By a hash of the seed and the consignment's version: nobody without the seed can foresee it, everybody with it draws the same.</summary>
    internal static bool IsDrawn(Sample sample, CargoFacts facts)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(sample.Seed), Encoding.UTF8.GetBytes($"{facts.Ccrn}/{facts.Version}"));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) / (double)ulong.MaxValue * 1000 < sample.PerMille;
    }

    private void Search(Found found)
    {
        var phrases = new List<int>();
        foreach (var field in Fields)
        {
            index.Find(found.Facts.Text(field), phrases);
            foreach (var use in phrases.SelectMany(phrase => uses[phrase]).Where(use => use.Fields.HasFlag(field)))
            {
                found.Evidence[use.Test] ??= $"{FieldNames.Of(field)}: {use.Shown}";
            }

            phrases.Clear();
        }
    }

    private Func<Found, bool> Prepare(Condition condition, List<string> phrases, List<Use> wanted, ref int count)
    {
        switch (condition)
        {
            case Condition.All all:
                // Words first: most cargo has none of them, and no more is asked then.
                var every = PrepareAll([.. all.Of.OrderBy(one => one is Condition.Mentions or Condition.Watches ? 0 : 1)], phrases, wanted, ref count);
                return found => AllHold(every, found);
            case Condition.AnyOf any:
                var some = PrepareAll(any.Of, phrases, wanted, ref count);
                return found => AnyHolds(some, found);
            case Condition.Not not:
                var inner = Prepare(not.Of, phrases, wanted, ref count);
                return found => !inner(found);
            case Condition.Mentions mentions:
                return Text(mentions.Fields, mentions.Phrases.Select(phrase => (phrase, phrase)), phrases, wanted, count++);
            case Condition.Watches watches:
                return Text(watches.Fields, rules.Watched[watches.List].SelectMany(party => party.Names.Select(name => (name, party.Id))), phrases, wanted, count++);
            case Condition.Is equal:
                var codes = equal.Codes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
                return found => codes.Contains(found.Facts.Code(equal.Field));
            case Condition.StartsWith starts:
                return found => starts.Beginnings.Any(beginning => found.Facts.Code(starts.Field).StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
            case Condition.Between between:
                return found => found.Facts.Number(between.Field) is var number && !(number < between.AtLeast) && !(number > between.AtMost);
            default:
                throw new ArgumentOutOfRangeException(nameof(condition));
        }
    }

    private static bool AllHold(Func<Found, bool>[] tests, Found found)
    {
        foreach (var test in tests)
        {
            if (!test(found))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AnyHolds(Func<Found, bool>[] tests, Found found)
    {
        foreach (var test in tests)
        {
            if (test(found))
            {
                return true;
            }
        }

        return false;
    }

    private Func<Found, bool>[] PrepareAll(IReadOnlyList<Condition> conditions, List<string> phrases, List<Use> wanted, ref int count)
    {
        var prepared = new Func<Found, bool>[conditions.Count];
        for (var i = 0; i < prepared.Length; i++)
        {
            prepared[i] = Prepare(conditions[i], phrases, wanted, ref count);
        }

        return prepared;
    }

    private static Func<Found, bool> Text(TextField fields, IEnumerable<(string Phrase, string Shown)> wantedPhrases, List<string> phrases, List<Use> wanted, int test)
    {
        foreach (var (phrase, shown) in wantedPhrases)
        {
            phrases.Add(phrase);
            wanted.Add(new Use(test, fields, shown));
        }

        return found => found.Evidence[test] is not null;
    }

    private sealed record Use(int Test, TextField Fields, string Shown);

    /// <param name="First">Its text tests are those from here up to <paramref name="End"/>.</param>
    private sealed record Ready(Rule Rule, Func<Found, bool> Test, int First, int End);

    /// <param name="Evidence">By text test: what fulfils it; null where nothing does.</param>
    private sealed record Found(CargoFacts Facts, string?[] Evidence);
}
