using OneStop.Platform.Identifiers;
using System.Globalization;
using System.Net.Mail;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Forms;

/// <summary>The questions' own checks, the same for pages and JSON: what may be kept, and in what one form.</summary>
internal static partial class AnswerRules
{
    public static readonly IReadOnlyList<string> AddressParts = ["line1", "line2", "district", "country"];

    private const int LongestAddressPart = 100;
    private const int LongestEmail = 254;
    private static readonly DateOnly FirstDay = new(1850, 1, 1);
    private static readonly DateOnly LastDay = new(2199, 12, 31);

    /// <summary>Text, LongText, Choice, Email, Phone, IdentityNumber.</summary>
    public static Answer Text(Asked asked, string given, Wording wording)
    {
        var question = asked.Question;
        var text = question.Kind is QuestionKind.Email or QuestionKind.Phone or QuestionKind.Choice or QuestionKind.IdentityNumber
            ? PlainText.Narrow(given)
            : PlainText.Keep(given, lines: question.Kind == QuestionKind.LongText);
        return text switch
        {
            null => Answer.Wrong(asked, "characters", wording),
            "" => Answer.Nothing,
            _ when question.Kind == QuestionKind.Choice => question.Choices!.Contains(text) ? Answer.Right(text) : Answer.Wrong(asked, "not-offered", wording),
            _ when question.Kind == QuestionKind.Email => IsEmail(text) ? Answer.Right(text) : Answer.Wrong(asked, "not-email", wording),
            _ when question.Kind == QuestionKind.Phone => PhoneOf(text) is { } phone ? Answer.Right(phone) : Answer.Wrong(asked, "not-phone", wording),
            _ when question.Kind == QuestionKind.IdentityNumber => IdentityCardNumber.Written(text) is { } number ? Answer.Right(number) : Answer.Wrong(asked, "not-identity", wording),
            _ when PlainText.Length(text) > question.MaxLength =>
                Answer.Wrong(asked, "too-long", wording, question.MaxLength, PlainText.Length(text)),
            _ => Answer.Right(text),
        };
    }

    public static Answer Choices(Asked asked, IReadOnlyList<string> chosen, Wording wording) => chosen.All(asked.Question.Choices!.Contains)
        ? Answer.Right(new JsonArray([.. asked.Question.Choices!.Where(chosen.Contains).Select(choice => (JsonNode)choice)]))
        : Answer.Wrong(asked, "not-offered", wording);

    public static Answer Date(Asked asked, string iso, Wording wording)
    {
        if (!DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Answer.Wrong(asked, IsoDate().IsMatch(iso) ? "no-such-day" : "not-a-date", wording);
        }

        return day < FirstDay || day > LastDay
            ? Answer.Wrong(asked, "far-day", wording, FirstDay.Year, LastDay.Year)
            : Answer.Right(iso);
    }

    /// <summary>Number, and Money in cents.</summary>
    public static Answer Number(Asked asked, long value, Wording wording)
    {
        var question = asked.Question;
        if (value >= question.Min && value <= question.Max)
        {
            return Answer.Right(value);
        }

        var bound = value < question.Min ? question.Min : question.Max;
        return Answer.Wrong(asked, value < question.Min ? "too-small" : "too-large", wording,
            question.Kind == QuestionKind.Money ? new Money(bound).ToString() : Platform.Texts.Text.Number(bound));
    }

    public static Answer Address(Asked asked, IReadOnlyDictionary<string, string> given, Wording wording)
    {
        var address = new JsonObject();
        var problems = new List<RuleProblem>();
        foreach (var part in AddressParts)
        {
            var text = PlainText.Keep(given.GetValueOrDefault(part) ?? "", lines: false);
            var required = part is "line1" or "country" || (part == "district" && given.GetValueOrDefault("country") == "HK");
            if (PartProblem(part, text, required) is { } code)
            {
                problems.Add(Answer.ProblemAt($"{asked.Path}/{part}", code, wording.AddressPart(part), LongestAddressPart, PlainText.Length(text ?? "")));
            }
            else if (text!.Length > 0)
            {
                address[part] = text;
            }
        }

        return problems.Count == 0 ? Answer.Right(address) : new(null, problems);
    }

    private static string? PartProblem(string part, string? text, bool required) => text switch
    {
        null => "characters",
        "" => required ? "required" : null,
        _ when part == "country" => Countries.Find(text) is not null ? null : "not-offered",
        _ => PlainText.Length(text) > LongestAddressPart ? "too-long" : null,
    };

    internal static bool IsEmail(string text) =>
        text.Length <= LongestEmail && EmailShape().IsMatch(text) && MailAddress.TryCreate(text, out var address) && address.Address == text;

    private static string? PhoneOf(string text)
    {
        var digits = PhonePunctuation().Replace(text, "");
        return PhoneShape().IsMatch(digits) ? digits : null;
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();

    // An ASCII local part and at least two labels: what every mail server accepts and no list of recipients.
    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailShape();

    [GeneratedRegex(@"[\s().-]", RegexOptions.CultureInvariant)]
    private static partial Regex PhonePunctuation();

    // ITU-T E.164: fifteen digits at the most.
    [GeneratedRegex(@"^\+?\d{5,15}$", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneShape();
}
