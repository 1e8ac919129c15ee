using System.Globalization;
using System.Text.Json;
using OneStop.Platform.Search;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Assessment;

/// <summary>
/// Reads a rule set as officers write it and says everything that is wrong with it, each with its place. What is not known is refused,
/// so that a rule with a slip never silently does nothing.
/// </summary>
internal sealed class RuleSetReader
{
    internal const int MostRules = 2_000;
    internal const int MostPhrases = 100_000;
    internal const int Deepest = 8;
    internal const int HighestScore = 10_000;

    private readonly List<RuleProblem> problems = [];
    private readonly HashSet<string> lists = new(StringComparer.Ordinal);
    private int phrases;

    internal static (RuleSet? Rules, IReadOnlyList<RuleProblem> Problems) Read(JsonElement document)
    {
        var reader = new RuleSetReader();
        var rules = reader.ReadSet(document);
        return reader.problems.Count == 0 ? (rules, []) : (null, reader.problems);
    }

    /// <summary>A document that was checked before.</summary>
    internal static RuleSet ReadKept(string json)
    {
        using var document = JsonDocument.Parse(json);
        var (rules, problems) = Read(document.RootElement);
        return rules ?? throw new InvalidOperationException($"A kept rule set is not valid: {problems[0].Path} {problems[0].Code}");
    }

    private RuleSet ReadSet(JsonElement set)
    {
        if (!IsObject(set, "", "inspectAt", "sample", "rules", "watched"))
        {
            return new RuleSet(0, new Sample(0, ""), [], new Dictionary<string, IReadOnlyList<WatchedParty>>());
        }

        var watched = ReadWatched(set);
        var inspectAt = Number(set, "", "inspectAt", 1, HighestScore);
        var sample = set.TryGetProperty("sample", out var given) && IsObject(given, "sample", "perMille", "seed")
            ? new Sample((int)Number(given, "sample", "perMille", 0, 1000), Text(given, "sample", "seed", 200))
            : Wrong<Sample>("sample", "missing", new Sample(0, ""));
        var rules = ReadRules(set);
        if (phrases > MostPhrases)
        {
            Wrong("", "too-many", MostPhrases);
        }

        return new RuleSet((int)inspectAt, sample, rules, watched);
    }

    private Dictionary<string, IReadOnlyList<WatchedParty>> ReadWatched(JsonElement set)
    {
        var all = new Dictionary<string, IReadOnlyList<WatchedParty>>(StringComparer.Ordinal);
        if (!set.TryGetProperty("watched", out var watched) || !IsObject(watched, "watched", known: null))
        {
            return all;
        }

        foreach (var list in watched.EnumerateObject())
        {
            var path = $"watched/{list.Name}";
            lists.Add(list.Name);
            var ids = new HashSet<string>(StringComparer.Ordinal);
            all[list.Name] = [.. Items(list.Value, path).Select((party, i) =>
            {
                var at = $"{path}/{i}";
                if (!IsObject(party, at, "id", "names"))
                {
                    return new WatchedParty("", []);
                }

                var id = Text(party, at, "id", 40);
                if (!ids.Add(id))
                {
                    Wrong($"{at}/id", "twice", id);
                }

                return new WatchedParty(id, Phrases(party, at, "names"));
            })];
        }

        return all;
    }

    private List<Rule> ReadRules(JsonElement set)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal) { AssessCargo.SampleRule };
        var rules = new List<Rule>();
        foreach (var (rule, path) in Items(set, "", "rules"))
        {
            if (!IsObject(rule, path, "id", "reason", "score", "stop", "from", "to", "when"))
            {
                continue;
            }

            var id = Text(rule, path, "id", 40);
            if (!ids.Add(id))
            {
                Wrong($"{path}/id", "twice", id);
            }

            var (from, to) = (Day(rule, path, "from"), Day(rule, path, "to"));
            if (to < from)
            {
                Wrong($"{path}/to", "ends-before-it-begins");
            }

            var stop = rule.TryGetProperty("stop", out var stops) && (stops.ValueKind is JsonValueKind.True or JsonValueKind.False ? stops.GetBoolean() : Wrong($"{path}/stop", "bool", false));
            var score = rule.TryGetProperty("score", out _) || !stop ? (int)Number(rule, path, "score", -HighestScore, HighestScore) : 0;
            var when = rule.TryGetProperty("when", out var condition) ? Condition(condition, $"{path}/when", 1) : Wrong($"{path}/when", "missing", Never);
            rules.Add(new Rule(id, Reason(rule, path), score, stop, from, to, when));
        }

        if (rules.Count > MostRules)
        {
            Wrong("rules", "too-many", MostRules);
        }

        return rules;
    }

    private LocalizedText Reason(JsonElement rule, string path)
    {
        if (!rule.TryGetProperty("reason", out var reason))
        {
            return Wrong($"{path}/reason", "missing", new LocalizedText("", "", ""));
        }

        if (!IsObject(reason, $"{path}/reason", "en", "zhHant"))
        {
            return new LocalizedText("", "", "");
        }

        var traditional = Text(reason, $"{path}/reason", "zhHant", 500);
        return new LocalizedText(Text(reason, $"{path}/reason", "en", 500), traditional, TraditionalHan.ToSimplified(traditional));
    }

    private static readonly Condition Never = new Condition.AnyOf([]);

    private Condition Condition(JsonElement condition, string path, int depth)
    {
        if (depth > Deepest)
        {
            return Wrong($"{path}", "too-deep", Never, Deepest);
        }

        if (condition.ValueKind == JsonValueKind.Object && condition.EnumerateObject().Take(2).ToList() is [var only])
        {
            var below = $"{path}/{only.Name}";
            switch (only.Name)
            {
                case "all":
                    return new Condition.All(Conditions(only.Value, below, depth));
                case "any":
                    return new Condition.AnyOf(Conditions(only.Value, below, depth));
                case "not":
                    return new Condition.Not(Condition(only.Value, below, depth + 1));
            }
        }

        return IsObject(condition, path, "field", "mentions", "watched", "is", "startsWith", "atLeast", "atMost") ? Test(condition, path) : Never;
    }

    private List<Condition> Conditions(JsonElement array, string path, int depth)
    {
        var conditions = Items(array, path).Select((condition, i) => Condition(condition, $"{path}/{i}", depth + 1)).ToList();
        return conditions.Count > 0 ? conditions : Wrong(path, "missing", conditions);
    }

    private Condition Test(JsonElement test, string path)
    {
        var field = Text(test, path, "field", 40);
        var ask = string.Join(' ', test.EnumerateObject().Select(member => member.Name).Where(name => name != "field").Order(StringComparer.Ordinal));
        if (FieldNames.Texts.TryGetValue(field, out var text))
        {
            return ask switch
            {
                "mentions" => new Condition.Mentions(text, Phrases(test, path, "mentions")),
                "watched" => Text(test, path, "watched", 40) is var list && lists.Contains(list) ? new Condition.Watches(text, list) : Wrong($"{path}/watched", "no-such-list", Never, list),
                _ => Wrong(path, "text-test", Never, field),
            };
        }

        if (FieldNames.Codes.TryGetValue(field, out var code))
        {
            return ask switch
            {
                "is" => new Condition.Is(code, Strings(test, path, "is")),
                "startsWith" => new Condition.StartsWith(code, Strings(test, path, "startsWith")),
                _ => Wrong(path, "code-test", Never, field),
            };
        }

        if (FieldNames.Numbers.TryGetValue(field, out var number))
        {
            return ask is "atLeast" or "atMost" or "atLeast atMost"
                ? new Condition.Between(number, Bound(test, path, "atLeast"), Bound(test, path, "atMost"))
                : Wrong(path, "number-test", Never, field);
        }

        return Wrong($"{path}/field", "no-such-field", Never, field);
    }

    private long? Bound(JsonElement test, string path, string name) =>
        test.TryGetProperty(name, out _) ? Number(test, path, name, -1_000_000_000, 10_000_000_000) : null;

    /// <summary>Words to look for; each has a letter, a digit or a character to be found by.</summary>
    private List<string> Phrases(JsonElement parent, string path, string name)
    {
        var found = Strings(parent, path, name);
        phrases += found.Count;
        for (var i = 0; i < found.Count; i++)
        {
            if (SearchTokens.Units(found[i]).Count == 0)
            {
                Wrong($"{path}/{name}/{i}", "no-words");
            }
        }

        return found;
    }

    private List<string> Strings(JsonElement parent, string path, string name)
    {
        var strings = Items(parent, path, name)
            .Select(item => item.Item.ValueKind == JsonValueKind.String && item.Item.GetString() is { Length: > 0 and <= 200 } text ? text : Wrong(item.Path, "text", "", 200)).ToList();
        return strings.Count > 0 ? strings : Wrong($"{path}/{name}", "missing", strings);
    }

    private IEnumerable<(JsonElement Item, string Path)> Items(JsonElement parent, string path, string name)
    {
        var at = path.Length == 0 ? name : $"{path}/{name}";
        return parent.TryGetProperty(name, out var array) ? Items(array, at).Select((item, i) => (item, $"{at}/{i}")) : [];
    }

    private IEnumerable<JsonElement> Items(JsonElement array, string path) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : Wrong<IEnumerable<JsonElement>>(path, "array", []);

    private string Text(JsonElement parent, string path, string name, int longest) =>
        parent.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String && given.GetString()!.Trim() is { Length: > 0 } text && text.Length <= longest
            ? text
            : Wrong($"{path}/{name}", "text", "", longest);

    private long Number(JsonElement parent, string path, string name, long least, long most) =>
        parent.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var number) && number >= least && number <= most
            ? number
            : Wrong(path.Length == 0 ? name : $"{path}/{name}", "number", 0L, least, most);

    private DateOnly? Day(JsonElement parent, string path, string name) => !parent.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null
        ? null
        : given.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(given.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Wrong<DateOnly?>($"{path}/{name}", "day", null);

    private bool IsObject(JsonElement element, string path, params string[]? known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Wrong(path, "object", false);
        }

        foreach (var member in element.EnumerateObject().Where(member => known?.Contains(member.Name, StringComparer.Ordinal) == false))
        {
            Wrong(path.Length == 0 ? member.Name : $"{path}/{member.Name}", "unknown", string.Join(", ", known!));
        }

        return true;
    }

    private T Wrong<T>(string path, string code, T instead, params object?[] args)
    {
        Wrong(path, code, args);
        return instead;
    }

    private void Wrong(string path, string code, params object?[] args) =>
        problems.Add(new RuleProblem(path, $"rules.{code}", $"roadcargo.risk.problem.{code}") { Args = args });
}
