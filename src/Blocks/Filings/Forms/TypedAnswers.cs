using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneStop.Filings.Contracts;

namespace OneStop.Filings.Forms;

/// <summary>Reads what somebody typed or chose on a page. <paramref name="field"/> answers the posted values of a field's name.</summary>
internal sealed partial class TypedAnswers(Wording wording, Func<string, IReadOnlyList<string>> field)
{
    public Answer Read(Asked asked) => asked.Question.Kind switch
    {
        QuestionKind.YesNo => One(asked.Name) switch { "" => Answer.Nothing, "yes" => Answer.Right(true), "no" => Answer.Right(false), _ => Wrong(asked, "not-offered") },
        QuestionKind.Choices => ReadChoices(asked),
        QuestionKind.Date => ReadDate(asked),
        QuestionKind.Address => ReadAddress(asked),
        QuestionKind.Number => ReadNumber(asked),
        QuestionKind.Money => ReadMoney(asked),
        _ => One(asked.Name) is { Length: > 0 } typed ? AnswerRules.Text(asked, typed, wording) : Answer.Nothing,
    };

    private Answer ReadChoices(Asked asked)
    {
        var chosen = field(asked.Name).Where(choice => choice.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return chosen.Count == 0 ? Answer.Nothing : AnswerRules.Choices(asked, chosen, wording);
    }

    private Answer ReadDate(Asked asked)
    {
        var (day, month, year) = (Narrow($"{asked.Name}-day"), Narrow($"{asked.Name}-month"), Narrow($"{asked.Name}-year"));
        if (day.Length + month.Length + year.Length == 0)
        {
            return Answer.Nothing;
        }

        return int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
            && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            ? AnswerRules.Date(asked, string.Create(CultureInfo.InvariantCulture, $"{y:0000}-{m:00}-{d:00}"), wording)
            : Wrong(asked, "not-a-date");
    }

    private Answer ReadAddress(Asked asked)
    {
        var typed = AnswerRules.AddressParts.ToDictionary(part => part, part => One($"{asked.Name}-{part}"));
        return typed.All(part => part.Value.Length == 0 || part.Key == "country") ? Answer.Nothing : AnswerRules.Address(asked, typed, wording);
    }

    private Answer ReadNumber(Asked asked)
    {
        var typed = One(asked.Name);
        if (typed.Length == 0)
        {
            return Answer.Nothing;
        }

        var plain = PlainText.Narrow(typed)?.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) ?? "";
        return WholeNumber().IsMatch(plain) ? AnswerRules.Number(asked, ReadLong(plain), wording) : Wrong(asked, "not-a-number");
    }

    private Answer ReadMoney(Asked asked)
    {
        var typed = One(asked.Name);
        if (typed.Length == 0)
        {
            return Answer.Nothing;
        }

        var plain = Currency().Replace(PlainText.Narrow(typed) ?? "?", "");
        return Amount().Match(plain) is { Success: true } amount
            ? AnswerRules.Number(asked, ReadLong(amount.Groups[1].Value + amount.Groups[2].Value.PadRight(2, '0')), wording)
            : Wrong(asked, "not-money");
    }

    // Longer than a long can hold is larger than any bound.
    private static long ReadLong(string digits) =>
        long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : digits.StartsWith('-') ? long.MinValue : long.MaxValue;

    private string One(string name) => field(name) is [var value, ..] ? value.Trim() : "";

    private string Narrow(string name) => PlainText.Narrow(One(name)) ?? "?";

    private Answer Wrong(Asked asked, string code) => Answer.Wrong(asked, code, wording);

    [GeneratedRegex(@"^-?\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^(-?\d+)(?:\.(\d{1,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^(HK)?\$|[,\s]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Currency();
}
