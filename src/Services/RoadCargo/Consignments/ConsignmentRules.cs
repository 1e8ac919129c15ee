using System.Globalization;
using System.Text;
using OneStop.Platform.Dated;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Consignments;

/// <param name="Content">There unless something cannot be read; with <paramref name="Problems"/> it may be taken no more, only recognised.</param>
/// <param name="Warnings">Worth a better word; no refusal.</param>
internal sealed record CheckedConsignment(ConsignmentContent? Content, string? Message, IReadOnlyList<RuleProblem> Problems, IReadOnlyList<RuleProblem> Warnings)
{
    internal bool IsRight => Problems.Count == 0;
}

/// <summary>What Cap. 60L asks of a consignment's data, whichever door it comes through.</summary>
internal static class ConsignmentRules
{
    internal const string Law = "Cap. 60L";

    /// <param name="today">In Hong Kong.</param>
    /// <param name="unchanged">The expected day that stands already: an amendment of other items may keep it, though it is past.</param>
    internal static CheckedConsignment Check(TypedConsignment typed, DateOnly today, DateOnly? unchanged = null)
    {
        var limits = Limits.All.On(today);
        List<RuleProblem> problems = [];
        var direction = DirectionOf(typed.Direction, problems);
        var count = CountOf(typed.PackageCount, limits, problems);
        var kind = KindOf(typed.PackageKind, today, problems);
        var packages = Words("packages/description", typed.Packages, limits.Words, problems);
        var articles = Words("articles", typed.Articles, limits.Words, problems);
        var consignor = Words("consignor/name", typed.ConsignorName, limits.Name, problems);
        var consignorAddress = Words("consignor/address", typed.ConsignorAddress, limits.Address, problems);
        var consignee = Words("consignee/name", typed.ConsigneeName, limits.Name, problems);
        var consigneeAddress = Words("consignee/address", typed.ConsigneeAddress, limits.Address, problems);
        var expected = DayOf(typed.ExpectedOn, problems);
        var message = MessageOf(typed.Message, limits, problems);
        var content = problems.Count > 0 ? null : new ConsignmentContent(
            direction!.Value, count!.Value, kind!, packages!, articles!, consignor!, consignorAddress!, consignee!, consigneeAddress!, expected!.Value);
        if (expected is { } day && day != unchanged)
        {
            CheckWindow(day, today, limits, problems);
        }

        return new(content, message, problems, content is null ? [] : [.. Vague("articles", content.Articles, today), .. Vague("packages/description", content.Packages, today)]);
    }

    /// <summary>Not past, and not earlier lodged than the days ahead that the law allows.</summary>
    private static void CheckWindow(DateOnly day, DateOnly today, Limits limits, List<RuleProblem> problems)
    {
        if (day < today)
        {
            problems.Add(new("expectedOn", "expected.past", "roadcargo.problem.expected.past", Law));
        }
        else if (day > today.AddDays(limits.DaysAhead))
        {
            problems.Add(new("expectedOn", "expected.too-far", "roadcargo.problem.expected.too-far", Law) { Args = [limits.DaysAhead] });
        }
    }

    private static IEnumerable<RuleProblem> Vague(string path, string words, DateOnly today) =>
        path == "articles" && VagueWords.Are(words, today) ? [new(path, "articles.vague", "roadcargo.warning.vague", Law) { Args = [words] }] : [];

    private static Direction? DirectionOf(string? typed, List<RuleProblem> problems)
    {
        switch (Plain(typed)?.ToLowerInvariant())
        {
            case "import":
                return Direction.Import;
            case "export":
                return Direction.Export;
            case "transhipment" or "transshipment":
                return Direction.Transhipment;
            case null:
                problems.Add(new("direction", "direction.missing", "roadcargo.problem.direction.missing", Law));
                return null;
            default:
                problems.Add(new("direction", "direction.unknown", "roadcargo.problem.direction.missing", Law));
                return null;
        }
    }

    private static int? CountOf(string? typed, Limits limits, List<RuleProblem> problems)
    {
        var plain = Plain(typed);
        if (plain is null)
        {
            problems.Add(new("packages/count", "packages.count.missing", "roadcargo.problem.count.missing", Law));
            return null;
        }

        if (long.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= limits.MostPackages)
        {
            return (int)count;
        }

        problems.Add(new("packages/count", "packages.count.range", "roadcargo.problem.count.range", Law) { Args = [limits.MostPackages] });
        return null;
    }

    private static string? KindOf(string? typed, DateOnly today, List<RuleProblem> problems)
    {
        var plain = Plain(typed)?.ToUpperInvariant() ?? PackageKind.Unsaid;
        if (PackageKind.Find(plain, today) is { } kind)
        {
            return kind.Code;
        }

        problems.Add(new("packages/kind", "packages.kind.unknown", "roadcargo.problem.kind"));
        return null;
    }

    private static string? Words(string path, string? typed, int longest, List<RuleProblem> problems)
    {
        var words = Clean(typed, longest);
        var code = path.Replace('/', '.');
        if (words.Length == 0 || !words.Any(char.IsLetterOrDigit))
        {
            problems.Add(new(path, $"{code}.missing", $"roadcargo.problem.{code}.missing", Law));
            return null;
        }

        if (words.Length > longest)
        {
            problems.Add(new(path, $"{code}.too-long", "roadcargo.problem.too-long") { Args = [longest] });
            return null;
        }

        return words;
    }

    private static DateOnly? DayOf(string? typed, List<RuleProblem> problems)
    {
        if (Plain(typed) is not { } plain)
        {
            problems.Add(new("expectedOn", "expected.missing", "roadcargo.problem.expected.missing", Law));
            return null;
        }

        if (DateOnly.TryParseExact(plain, ["yyyy-MM-dd", "yyyy-M-d", "yyyy/MM/dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add(new("expectedOn", "expected.invalid", "roadcargo.problem.expected.invalid"));
        return null;
    }

    private static string? MessageOf(string? typed, Limits limits, List<RuleProblem> problems)
    {
        var message = Clean(typed, limits.Message);
        if (message.Length > limits.Message)
        {
            problems.Add(new("message", "message.too-long", "roadcargo.problem.too-long") { Args = [limits.Message] });
            return null;
        }

        return message.Length == 0 ? null : message;
    }

    private static string? Plain(string? typed)
    {
        // Lone surrogates would break the normalisation: they go through runes first.
        var plain = typed is null || typed.Length > 100 ? typed : string.Concat(typed.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Trim();
        return string.IsNullOrWhiteSpace(plain) ? null : plain;
    }

    /// <summary>In one form (NFC), on one line, without control characters, lone surrogates or marks that turn the writing round.</summary>
    private static string Clean(string? typed, int longest)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return "";
        }

        // What is far too long is not worth cleaning: it is refused for its length.
        if (typed.Length > (4 * longest) + 100)
        {
            return typed;
        }

        var kept = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (kept.Length > 0 && kept[^1] != ' ')
                {
                    kept.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format && rune != Rune.ReplacementChar)
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }
}
