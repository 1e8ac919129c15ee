using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Definitions;

/// <summary>A file's sections, pages and questions, as a form.</summary>
internal sealed class ReadForm(FileReading reading, EServiceFile file, TimeProvider time)
{
    private readonly List<(string At, Expression? Expression, Type Type, string? Own)> untried = [];
    private FormDefinition form = null!;

    /// <summary>By page and question.</summary>
    public Dictionary<(string, string), Definition.Prefill> Prefills { get; } = [];

    /// <summary>Notes what may be named, before anything is compiled.</summary>
    public void Names()
    {
        foreach (var (i, section) in file.Sections.Index())
        {
            foreach (var (j, page) in section.Pages.Index())
            {
                var at = $"/sections/{i}/pages/{j}";
                var keys = page.Questions.SelectMany(question => Parts(question).Select(part => part.Key)).ToList();
                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var (k, question) in page.Questions.Index())
                {
                    if (Parts(question).FirstOrDefault(part => !seen.Add(part.Key)).Key is { } twice)
                    {
                        reading.Wrong($"{at}/questions/{k}/key", $"“{twice}” stands twice on the page.", "Give each question a key of its own.");
                    }
                }

                var own = keys.ToHashSet(StringComparer.Ordinal);
                if (!reading.Members.TryAdd(page.Key, own))
                {
                    reading.Wrong($"{at}/key", $"There are two pages “{page.Key}”.", "Give each page a key of its own.");
                }

                reading.Names[page.Key] = page.Repeat is null ? own : null;
                if (page.Repeat is { } repeat)
                {
                    if (repeat.Summary.FirstOrDefault(key => !own.Contains(key)) is { } unknown)
                    {
                        reading.Wrong($"{at}/repeat/summary", $"The page has no question “{unknown}”.", $"It has: {string.Join(", ", own)}.");
                    }

                    if (repeat.Min > repeat.Max)
                    {
                        reading.Wrong($"{at}/repeat", "The least number of entries is greater than the most.", "Make min at most max.");
                    }
                }

                if (page.Questions.All(question => question.Compute is not null))
                {
                    reading.Wrong($"{at}/questions", "The page asks nothing.", "Put what is worked out on a page that asks something.");
                }
            }
        }
    }

    public FormDefinition Read(string prefix)
    {
        var pages = new List<FormPage>();
        foreach (var (i, section) in file.Sections.Index())
        {
            foreach (var (j, page) in section.Pages.Index())
            {
                var at = $"/sections/{i}/pages/{j}";
                var show = Later($"{at}/if", reading.Compile($"{at}/if", page.If, reading.Names), typeof(bool), own: null);
                pages.Add(new FormPage(
                    page.Key, section.Key, [.. page.Questions.SelectMany((question, k) => Questions(page, question, $"{at}/questions/{k}"))],
                    page.Repeat is { } repeat ? new Repeat(repeat.Min, repeat.Max, repeat.Summary) : null,
                    show is null ? null : content => show.IsTrue(Facts.Of(form, content, Today()))));
            }
        }

        form = new FormDefinition(file.Eservice, file.Version, file.Department, file.Prefix, prefix, pages, file.KeepYears, file.DraftDays);
        reading.TryOn(form);
        foreach (var (at, expression, type, own) in untried)
        {
            reading.Try(at, expression, type, own);
        }

        return form;
    }

    /// <summary>Conditions and computed values are tried once the whole form is known.</summary>
    private Expression? Later(string at, Expression? expression, Type type, string? own)
    {
        untried.Add((at, expression, type, own));
        return expression;
    }

    private DateOnly Today() => HongKong.Today(time);

    /// <summary>A person and an organisation are several questions.</summary>
    private static IReadOnlyList<(string Key, QuestionKind Kind, int MaxLength, bool Sealed, string? Autocomplete, LocalizedText? Suffix)> Parts(FileQuestion question) => question.Type switch
    {
        "person" =>
        [
            (question.Key + "Name", QuestionKind.Text, 100, false, null, new("full name", "姓名", "姓名")),
            (question.Key + "Identity", QuestionKind.IdentityNumber, 20, true, null, new("identity card number", "身份證號碼", "身份证号码")),
        ],
        "organisation" =>
        [
            (question.Key + "Name", QuestionKind.Text, 160, false, "organization", new("name", "名稱", "名称")),
            (question.Key + "Number", QuestionKind.Text, 12, false, null, new("business registration number", "商業登記號碼", "商业登记号码")),
        ],
        _ => [(question.Key, KindOf(question.Type), question.MaxLength ?? (question.Type == "long-text" ? 2000 : 200), question.Sealed ?? question.Type == "identity-number", question.Autocomplete, null)],
    };

    private IEnumerable<Question> Questions(FilePage page, FileQuestion question, string at)
    {
        var money = question.Type == "money" ? 100 : 1;
        var show = Later($"{at}/if", reading.Compile($"{at}/if", question.If, OwnNames(page)), typeof(bool), page.Key);
        var compute = Later($"{at}/compute", reading.Compile($"{at}/compute", question.Compute, reading.WithOwn(page.Key)), TypeOf(question), page.Key);
        var offers = question.Type is "choice" or "choices";
        if (offers != question.Choices is not null)
        {
            reading.Wrong(at, offers ? "A choice needs its choices." : $"A question of type {question.Type} has no choices.", offers ? "Add `choices` with key and label." : "Delete `choices` or make the type choice.");
        }

        if (question.Compute is not null && question.Type is not ("text" or "number" or "money" or "date" or "yes-no"))
        {
            reading.Wrong($"{at}/compute", $"A question of type {question.Type} cannot be worked out.", "Make it text, number, money, date or yes-no.");
        }

        if (question.Min > question.Max)
        {
            reading.Wrong(at, "The least value is greater than the greatest.", "Make min at most max.");
        }

        Prefill(page, question, at);
        foreach (var part in Parts(question))
        {
            var label = part.Suffix is { } suffix
                ? new LocalizedText($"{question.Label.En}: {suffix.En}", $"{question.Label.ZhHant}：{suffix.ZhHant}", $"{question.Label.ZhHans}：{suffix.ZhHans}")
                : question.Label.Words;
            reading.Texts[$"{page.Key}.{part.Key}.label"] = label;
            reading.Put($"{page.Key}.{part.Key}.hint", question.Hint);
            foreach (var choice in question.Choices ?? [])
            {
                reading.Put($"{page.Key}.{part.Key}.{choice.Key}", choice.Label);
                reading.Put($"{page.Key}.{part.Key}.{choice.Key}.hint", choice.Hint);
            }

            yield return new Question(
                part.Key, part.Kind, question.Required, part.MaxLength, question.Choices is { } choices ? [.. choices.Select(choice => choice.Key)] : null,
                show is null ? null : answers => show.IsTrue(Own(page.Key, answers)), part.Sealed, part.Autocomplete)
            {
                Min = question.Min is { } min ? (long)(min * money) : 0,
                Max = question.Max is { } max ? (long)(max * money) : 999_999_999_999,
                Compute = compute is null ? null : (content, answers) =>
                    compute.TryEvaluate(Facts.OfGiven(form, content, Today()).With(Facts.OfAnswers(form.Pages.First(known => known.Key == page.Key), answers)), out var value)
                        ? Facts.Answer(part.Kind, value)
                        : null,
            };
        }
    }

    private Dictionary<string, object?> Own(string page, JsonObject answers) => new(StringComparer.Ordinal)
    {
        ["today"] = Facts.Stamp(Today()),
        [Facts.This] = Facts.OfAnswers(form.Pages.First(known => known.Key == page), answers),
    };

    private Dictionary<string, IReadOnlySet<string>?> OwnNames(FilePage page) => new(StringComparer.Ordinal) { ["today"] = null, [Facts.This] = reading.Members[page.Key] };

    private void Prefill(FilePage page, FileQuestion question, string at)
    {
        switch (question.Prefill)
        {
            case null:
                break;
            case JsonValue from:
                Prefills[(page.Key, question.Key)] = new(from.GetValue<string>(), null, null, null);
                break;
            case var register:
                Prefills[(page.Key, question.Key)] = new(null, register["register"]!.GetValue<string>(), reading.Compile($"{at}/prefill/key", register["key"], reading.Names), register["field"]!.GetValue<string>());
                break;
        }
    }

    private static Type TypeOf(FileQuestion question) => question.Type switch
    {
        "number" or "money" => typeof(long),
        "yes-no" => typeof(bool),
        "date" => typeof(DateTimeOffset),
        _ => typeof(string),
    };

    private static QuestionKind KindOf(string type) => type switch
    {
        "long-text" => QuestionKind.LongText,
        "number" => QuestionKind.Number,
        "money" => QuestionKind.Money,
        "date" => QuestionKind.Date,
        "choice" => QuestionKind.Choice,
        "choices" => QuestionKind.Choices,
        "yes-no" => QuestionKind.YesNo,
        "address" => QuestionKind.Address,
        "identity-number" => QuestionKind.IdentityNumber,
        "phone" => QuestionKind.Phone,
        "email" => QuestionKind.Email,
        "file" => QuestionKind.File,
        _ => QuestionKind.Text,
    };
}
