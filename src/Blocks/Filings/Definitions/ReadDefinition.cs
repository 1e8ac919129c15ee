using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneStop.Filings.Contracts;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Definitions;

/// <summary>From a file's text to a definition that works, or to everything that is wrong with it.</summary>
internal sealed class ReadDefinition
{
    private static readonly HashSet<string> TakenPages = new(["check", "print", "files", "delete", "change", "withdraw", "sections", "title", "declaration", "today", "reference", Facts.This], StringComparer.Ordinal);
    private static readonly DateOnly SampleDay = new(2026, 1, 15);

    private readonly string name;
    private readonly YamlFile yaml;
    private readonly EServiceFile file;
    private readonly List<DefinitionProblem> problems = [];
    private readonly Dictionary<string, LocalizedText> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), Definition.Prefill> prefills = [];
    private readonly Dictionary<string, IReadOnlySet<string>?> names = new(StringComparer.Ordinal) { ["today"] = null, ["reference"] = null };
    private readonly Dictionary<string, IReadOnlySet<string>> members = new(StringComparer.Ordinal);
    private FormDefinition form = null!;
    private Dictionary<string, object?> sample = [];

    private readonly TimeProvider time;

    private ReadDefinition(string name, YamlFile yaml, EServiceFile file, TimeProvider time) => (this.name, this.yaml, this.file, this.time) = (name, yaml, file, time);

    /// <param name="name">As it stands before each problem: <c>eservices/library-card.yaml</c>.</param>
    public static (Definition? Definition, IReadOnlyList<DefinitionProblem> Problems) From(string name, string text, TimeProvider time)
    {
        var (yaml, broken) = YamlFile.Read(name, text);
        if (yaml is null)
        {
            return (null, [broken!]);
        }

        if (FileSchema.Check(name, yaml).ToList() is { Count: > 0 } misshapen)
        {
            return (null, misshapen);
        }

        EServiceFile file;
        try
        {
            file = yaml.Root.Deserialize<EServiceFile>(EServiceFile.Json)!;
        }
        catch (JsonException e)
        {
            var pointer = (e.Path ?? "").Replace("$", "", StringComparison.Ordinal).Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
            return (null, [new DefinitionProblem(name, yaml.LineOf(pointer), pointer, "This value cannot be read.", "Compare it with the guide: a day is written 2026-01-31 and must exist, a count is a whole number.")]);
        }

        return new ReadDefinition(name, yaml, file, time).Run(text);
    }

    private (Definition?, IReadOnlyList<DefinitionProblem>) Run(string text)
    {
        var code = Path.GetFileNameWithoutExtension(name);
        if (file.Eservice != code)
        {
            Wrong("/eservice", $"The file is called {code} and says {file.Eservice}.", "Give both the same name.");
        }

        Words();
        Names();
        if (problems.Count > 0)
        {
            return (null, problems);
        }

        form = new FormDefinition(file.Eservice, file.Version, file.Department, file.Prefix, PrefixOf(file.Eservice, file.Version), Pages(), file.KeepYears, file.DraftDays);
        sample = Facts.OfGiven(form, Sample.Of(form), SampleDay, "AB-0000-0000-000");
        TryConditions();
        var definition = new Definition(file, text, HashOf(text), form, texts)
        {
            About = Compiled("/about", file.About, typeof(string)),
            Checks = [.. file.Checks.Select(Check)],
            Signatories = [.. file.Signatories.Select(Signs)],
            Fees = [.. file.Fees.Select(Fee)],
            Approve = Compiled("/decision/approve", file.Decision.Approve, typeof(bool)),
            Register = Entry(),
            Certificate = Certificate(),
            Message = Message(),
            Prefills = prefills,
        };
        if (file.Decision.Officers is null && definition.Approve?.Source != "true")
        {
            Wrong("/decision", "Not everything is approved by rule, and no officers are named.", "Add `officers` with role, why and reasons, or write `approve: true`.");
        }

        return problems.Count == 0 ? (definition, []) : (null, [.. problems.OrderBy(problem => problem.Line)]);
    }

    public static string PrefixOf(string code, int version) => $"eservices.{code}.v{version}";

    /// <summary>Of what the file says: line ends do not count.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n").TrimEnd())));

    private void Words()
    {
        foreach (var (key, words) in new (string, FileText?)[]
        {
            ("title", file.Title), ("summary", file.Summary), ("who", file.Who), ("cost", file.Cost), ("needed", file.Needed), ("time", file.Time),
            ("keywords", file.Keywords), ("declaration", file.Declaration),
        })
        {
            Put(key, words);
        }

        foreach (var (i, section) in file.Sections.Index())
        {
            Put($"sections.{section.Key}", section.Title);
            foreach (var (j, page) in section.Pages.Index())
            {
                Put($"{page.Key}.title", page.Title);
                Put($"{page.Key}.hint", page.Hint);
                Put($"{page.Key}.entry", page.Repeat?.Entry);
                if (TakenPages.Contains(page.Key))
                {
                    Wrong($"/sections/{i}/pages/{j}/key", $"A page cannot be called “{page.Key}”.", "Take another key.");
                }
            }
        }
    }

    private void Names()
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
                        Wrong($"{at}/questions/{k}/key", $"“{twice}” stands twice on the page.", "Give each question a key of its own.");
                    }
                }

                var own = keys.ToHashSet(StringComparer.Ordinal);
                if (!members.TryAdd(page.Key, own))
                {
                    Wrong($"{at}/key", $"There are two pages “{page.Key}”.", "Give each page a key of its own.");
                }

                names[page.Key] = page.Repeat is null ? own : null;
                if (page.Repeat is { } repeat)
                {
                    if (repeat.Summary.FirstOrDefault(key => !own.Contains(key)) is { } unknown)
                    {
                        Wrong($"{at}/repeat/summary", $"The page has no question “{unknown}”.", $"It has: {string.Join(", ", own)}.");
                    }

                    if (repeat.Min > repeat.Max)
                    {
                        Wrong($"{at}/repeat", "The least number of entries is greater than the most.", "Make min at most max.");
                    }
                }

                if (page.Questions.All(question => question.Compute is not null))
                {
                    Wrong($"{at}/questions", "The page asks nothing.", "Put what is worked out on a page that asks something.");
                }
            }
        }
    }

    private List<FormPage> Pages()
    {
        var pages = new List<FormPage>();
        foreach (var (i, section) in file.Sections.Index())
        {
            foreach (var (j, page) in section.Pages.Index())
            {
                var at = $"/sections/{i}/pages/{j}";
                var show = Compile($"{at}/if", page.If, names);
                pages.Add(new FormPage(
                    page.Key, section.Key, [.. page.Questions.SelectMany((question, k) => Questions(page, question, $"{at}/questions/{k}"))],
                    page.Repeat is { } repeat ? new Repeat(repeat.Min, repeat.Max, repeat.Summary) : null,
                    show is null ? null : content => show.IsTrue(Facts.Of(form, content, Today()))));
            }
        }

        return pages;
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
        var show = Compile($"{at}/if", question.If, OwnNames(page));
        var compute = Compile($"{at}/compute", question.Compute, AllNames(page));
        var offers = question.Type is "choice" or "choices";
        if (offers != question.Choices is not null)
        {
            Wrong(at, offers ? "A choice needs its choices." : $"A question of type {question.Type} has no choices.", offers ? "Add `choices` with key and label." : "Delete `choices` or make the type choice.");
        }

        if (question.Compute is not null && question.Type is not ("text" or "number" or "money" or "date" or "yes-no"))
        {
            Wrong($"{at}/compute", $"A question of type {question.Type} cannot be worked out.", "Make it text, number, money, date or yes-no.");
        }

        if (question.Min > question.Max)
        {
            Wrong(at, "The least value is greater than the greatest.", "Make min at most max.");
        }

        Prefill(page, question, at);
        foreach (var part in Parts(question))
        {
            var label = part.Suffix is { } suffix
                ? new LocalizedText($"{question.Label.En}: {suffix.En}", $"{question.Label.ZhHant}：{suffix.ZhHant}", $"{question.Label.ZhHans}：{suffix.ZhHans}")
                : question.Label.Words;
            texts[$"{page.Key}.{part.Key}.label"] = label;
            Put($"{page.Key}.{part.Key}.hint", question.Hint);
            foreach (var choice in question.Choices ?? [])
            {
                Put($"{page.Key}.{part.Key}.{choice.Key}", choice.Label);
                Put($"{page.Key}.{part.Key}.{choice.Key}.hint", choice.Hint);
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

    private Dictionary<string, object?> Own(string page, System.Text.Json.Nodes.JsonObject answers) => new(StringComparer.Ordinal)
    {
        ["today"] = Facts.Stamp(Today()),
        [Facts.This] = Facts.OfAnswers(form.Pages.First(known => known.Key == page), answers),
    };

    private Dictionary<string, IReadOnlySet<string>?> OwnNames(FilePage page) => new(StringComparer.Ordinal) { ["today"] = null, [Facts.This] = members[page.Key] };

    private Dictionary<string, IReadOnlySet<string>?> AllNames(FilePage page) => new(names, StringComparer.Ordinal) { [Facts.This] = members[page.Key] };

    private void Prefill(FilePage page, FileQuestion question, string at)
    {
        switch (question.Prefill)
        {
            case null:
                break;
            case JsonValue from:
                prefills[(page.Key, question.Key)] = new(from.GetValue<string>(), null, null, null);
                break;
            case var register:
                prefills[(page.Key, question.Key)] = new(null, register["register"]!.GetValue<string>(), Compile($"{at}/prefill/key", register["key"], names), register["field"]!.GetValue<string>());
                break;
        }
    }

    /// <summary>Conditions and computed values, tried on the sample once the whole form is known.</summary>
    private void TryConditions()
    {
        foreach (var (i, section) in file.Sections.Index())
        {
            foreach (var (j, page) in section.Pages.Index())
            {
                var own = (form.Pages.First(known => known.Key == page.Key), Page: page);
                var answers = Facts.OfAnswers(own.Item1, SampleAnswers(own.Item1));
                Try($"/sections/{i}/pages/{j}/if", Compile("", page.If, names, quiet: true), sample, typeof(bool));
                foreach (var (k, question) in page.Questions.Index())
                {
                    var at = $"/sections/{i}/pages/{j}/questions/{k}";
                    Try($"{at}/if", Compile("", question.If, OwnNames(page), quiet: true), new Dictionary<string, object?> { ["today"] = Facts.Stamp(SampleDay), [Facts.This] = answers }, typeof(bool));
                    Try($"{at}/compute", Compile("", question.Compute, AllNames(page), quiet: true), sample.With(answers), question.Type switch
                    {
                        "number" or "money" => typeof(long),
                        "yes-no" => typeof(bool),
                        "date" => typeof(DateTimeOffset),
                        _ => typeof(string),
                    });
                }
            }
        }
    }

    private static JsonObject SampleAnswers(FormPage page) => new(page.Questions.Select(question => KeyValuePair.Create(question.Key, (JsonNode?)Sample.Of(question))));

    private Definition.Check Check(FileCheck check, int i)
    {
        var at = $"/checks/{i}";
        var key = $"checks.{check.Code}";
        if (!texts.TryAdd(key, check.Text.Words))
        {
            Wrong($"{at}/code", $"There are two checks “{check.Code}”.", "Give each check a code of its own.");
        }

        var (page, question) = check.At.Split('.') is [var first, var second] ? (first, second) : (check.At, (string?)null);
        if (!members.TryGetValue(page, out var questions) || (question is not null && !questions.Contains(question)))
        {
            Wrong($"{at}/at", $"There is no “{check.At}”.", questions is null ? $"Pages: {string.Join(", ", members.Keys)}." : $"The page has: {string.Join(", ", questions)}.");
        }

        if (check.Each is { } each && (each != page || form.Pages.FirstOrDefault(known => known.Key == each)?.Repeat is null))
        {
            Wrong($"{at}/each", $"“{each}” is not the repeated page at which the problem shows.", "Name the repeated page in both `each` and `at`.");
            return new(check, null, Always(), "", []);
        }

        return new(check, Scoped($"{at}/if", check.If, check.Each, typeof(bool)), Scoped($"{at}/rule", check.Rule, check.Each, typeof(bool)) ?? Always(), $"{form.TextPrefix}.{key}", Waits(check));
    }

    private List<Definition.Wait> Waits(FileCheck check)
    {
        var source = check.Rule.ToString();
        return [.. form.Pages.Where(page => page.Repeat is null || page.Key == check.Each)
            .SelectMany(page => page.Questions.Where(question => question.Required).Select(question => new Definition.Wait(page.Repeat is null ? page.Key : Facts.This, question.Key)))
            .Where(wait => Regex.IsMatch(source, $@"\b{wait.Holder}\.{wait.Question}\b", RegexOptions.CultureInvariant))];
    }

    private Definition.Signs Signs(FileSignatory signs, int i)
    {
        var at = $"/signatories/{i}";
        if (form.Pages.FirstOrDefault(page => page.Key == signs.At) is not { } page)
        {
            Wrong($"{at}/at", $"There is no page “{signs.At}”.", $"Pages: {string.Join(", ", members.Keys)}.");
            return new(signs, null, Always(), Always());
        }

        var each = page.Repeat is null ? null : page.Key;
        texts[$"signatories.{i}"] = signs.Capacity.Words;
        return new(signs, Scoped($"{at}/if", signs.If, each, typeof(bool)), Scoped($"{at}/name", signs.Name, each, typeof(string)) ?? Always(), Scoped($"{at}/email", signs.Email, each, typeof(string)) ?? Always());
    }

    private Definition.Fee Fee(FileFee fee, int i)
    {
        texts[$"fees.{fee.Key}"] = fee.Label.Words;
        foreach (var (j, (before, after)) in fee.Rates.Zip(fee.Rates.Skip(1)).Index())
        {
            if (before.To is not { } end || end >= after.From)
            {
                Wrong($"/fees/{i}/rates/{j + 1}", "This row begins before the one above ends.", "Give the row above a last day (`to`) before this one's first.");
            }
        }

        return new(fee, Compiled($"/fees/{i}/if", fee.If, typeof(bool)), [.. fee.Rates.Select((rate, j) => new Definition.Rate(rate, Compiled($"/fees/{i}/rates/{j}/cents", rate.Cents, typeof(long))))]);
    }

    private Definition.RegisterEntry? Entry()
    {
        foreach (var (i, register) in file.Registers.Index())
        {
            Put($"registers.{register.Name}.title", register.Title);
            Put($"registers.{register.Name}.summary", register.Summary);
            foreach (var field in register.Fields)
            {
                Put($"registers.{register.Name}.field.{field.Key}", field.Label);
            }
        }

        if (file.Outcome.Register is not { } entry)
        {
            return null;
        }

        foreach (var (key, value) in entry.Fields)
        {
            var at = $"/outcome/register/fields/{key}";
            if (file.Registers.FirstOrDefault(register => register.Name == entry.Name) is { } own && own.Fields.All(field => field.Key != key))
            {
                Wrong(at, $"The register has no field “{key}”.", $"It has: {string.Join(", ", own.Fields.Select(field => field.Key))}.");
            }

            RefuseSealed(at, value.ToString());
        }

        return new(entry.Name, Compiled("/outcome/register/key", entry.Key, typeof(string)),
            entry.Fields.ToDictionary(field => field.Key, field => Compiled($"/outcome/register/fields/{field.Key}", field.Value, null) ?? Always(), StringComparer.Ordinal));
    }

    /// <summary>Registers and certificates are for everybody's eyes.</summary>
    private void RefuseSealed(string at, string source)
    {
        foreach (var page in form.Pages)
        {
            foreach (var question in page.Questions.Where(question => question.Sealed && source.Contains($"{page.Key}.{question.Key}", StringComparison.Ordinal)))
            {
                Wrong(at, $"“{page.Key}.{question.Key}” is sealed and this is public.", "Leave it out, or ask for something that may be shown.");
            }
        }
    }

    private Definition.CertificateText? Certificate()
    {
        if (file.Outcome.Certificate is not { } certificate)
        {
            return null;
        }

        var blocks = new List<Definition.Block>();
        foreach (var (i, block) in certificate.Body.Index())
        {
            var at = $"/outcome/certificate/body/{i}";
            if (block.Paragraph is { } paragraph)
            {
                var (words, values) = Words($"{at}/paragraph", paragraph);
                blocks.Add(new(words, values, []));
            }
            else if (block.Emphasis is { } emphasis)
            {
                RefuseSealed($"{at}/emphasis", emphasis.ToString());
                blocks.Add(new(null, [Compiled($"{at}/emphasis", emphasis, null) ?? Always()], []));
            }
            else
            {
                foreach (var (j, fact) in block.Facts!.Index())
                {
                    RefuseSealed($"{at}/facts/{j}/value", fact.Value.ToString());
                }

                blocks.Add(new(null, [.. block.Facts!.Select((fact, j) => Compiled($"{at}/facts/{j}/value", fact.Value, null) ?? Always())], [.. block.Facts!.Select(fact => fact.Label.Words)]));
            }
        }

        return new(certificate, blocks);
    }

    private IReadOnlyList<Expression>? Message()
    {
        if (file.Outcome.Message is not { } message)
        {
            return null;
        }

        // Subject and body share the arguments, as the inbox gives them to both.
        var (subject, first) = Words("/outcome/message/subject", message.Subject);
        var (body, second) = Words("/outcome/message/body", message.Body, first.Count);
        texts["message.subject"] = subject;
        texts["message.body"] = body;
        return [.. first, .. second];
    }

    private (LocalizedText Words, IReadOnlyList<Expression> Values) Words(string at, FileText text, int from = 0)
    {
        var (en, zhHant, zhHans) = (Template.Read(text.En), Template.Read(text.ZhHant), Template.Read(text.ZhHans));
        var sources = en.Sources.Concat(zhHant.Sources).Concat(zhHans.Sources).Distinct().ToList();
        foreach (var source in sources)
        {
            RefuseSealed(at, source);
        }

        return (new(Numbered(en), Numbered(zhHant), Numbered(zhHans)), [.. sources.Select(source => Compiled(at, JsonValue.Create(source), null) ?? Always())]);

        string Numbered((string Format, IReadOnlyList<string> Sources) read) =>
            string.Format(System.Globalization.CultureInfo.InvariantCulture, read.Format.Replace("{{", "{{{{", StringComparison.Ordinal).Replace("}}", "}}}}", StringComparison.Ordinal), [.. read.Sources.Select(source => $"{{{from + sources.IndexOf(source)}}}")]);
    }

    private Expression? Compiled(string at, JsonNode? source, Type? type) => Tried(at, Compile(at, source, names), sample, type);

    /// <summary>Of the whole content, or of each entry of a repeated page.</summary>
    private Expression? Scoped(string at, JsonNode? source, string? each, Type type)
    {
        if (each is null)
        {
            return Compiled(at, source, type);
        }

        var page = form.Pages.First(known => known.Key == each);
        return Tried(at, Compile(at, source, new Dictionary<string, IReadOnlySet<string>?>(names) { [Facts.This] = members[each] }), sample.With(Facts.OfAnswers(page, SampleAnswers(page))), type);
    }

    private Expression? Compile(string at, JsonNode? source, IReadOnlyDictionary<string, IReadOnlySet<string>?> known, bool quiet = false)
    {
        if (source is null)
        {
            return null;
        }

        try
        {
            return Expression.Compile(source.ToString(), known);
        }
        catch (ExpressionException e)
        {
            if (!quiet)
            {
                Wrong(at, e.Message, e.Cure);
            }

            return null;
        }
    }

    private Expression? Tried(string at, Expression? expression, IDictionary<string, object?> facts, Type? type)
    {
        Try(at, expression, facts, type);
        return expression;
    }

    private void Try(string at, Expression? expression, IDictionary<string, object?> facts, Type? type)
    {
        if (expression is null)
        {
            return;
        }

        try
        {
            var value = expression.Evaluate(facts);
            if (type is not null && value?.GetType() != type && !(type == typeof(long) && value is double))
            {
                Wrong(at, $"This gives {Called(value?.GetType())} and must give {Called(type)}.", "Compare or convert: string(…) and int(…) change the type.");
            }
        }
        catch (Exception e) when (e is not (Cel.CelDivideByZeroException or Cel.CelOverflowException))
        {
            Wrong(at, $"This does not work on answers of these types: {e.Message}", "Compare the types of the questions it names; a number is not text.");
        }
        catch (Exception)
        {
            // The sample's own numbers: real ones may be others.
        }
    }

    private static string Called(Type? type) => type == typeof(bool) ? "true or false" : type == typeof(string) ? "text" : type == typeof(long) ? "a whole number" : type == typeof(DateTimeOffset) ? "a date" : type?.Name ?? "nothing";

    private static Expression Always() => Expression.Compile("true", new Dictionary<string, IReadOnlySet<string>?>());

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

    private void Put(string key, FileText? words)
    {
        if (words is not null)
        {
            texts[key] = words.Words;
        }
    }

    private void Wrong(string pointer, string what, string cure) => problems.Add(new DefinitionProblem(name, yaml.LineOf(pointer), pointer, what, cure));
}
