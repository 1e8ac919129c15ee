using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneStop.Filings.Contracts;

namespace OneStop.Filings.Definitions;

/// <summary>From a file's text to a definition that works, or to everything that is wrong with it.</summary>
internal sealed class ReadDefinition
{
    private static readonly HashSet<string> TakenPages = new(["check", "print", "files", "delete", "change", "withdraw", "sections", "title", "declaration", "today", "reference", Facts.This], StringComparer.Ordinal);

    private readonly EServiceFile file;
    private readonly FileReading reading;
    private readonly ReadForm pages;
    private FormDefinition form = null!;

    private ReadDefinition(FileReading reading, EServiceFile file, TimeProvider time) =>
        (this.reading, this.file, pages) = (reading, file, new ReadForm(reading, file, time));

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

        return new ReadDefinition(new FileReading(name, yaml), file, time).Run(Path.GetFileNameWithoutExtension(name), text);
    }

    private (Definition?, IReadOnlyList<DefinitionProblem>) Run(string code, string text)
    {
        if (file.Eservice != code)
        {
            reading.Wrong("/eservice", $"The file is called {code} and says {file.Eservice}.", "Give both the same name.");
        }

        Words();
        pages.Names();
        if (reading.Problems.Count > 0)
        {
            return (null, reading.Problems);
        }

        form = pages.Read(PrefixOf(file.Eservice, file.Version));
        var outcome = new ReadOutcome(reading, file, form.Pages);
        var definition = new Definition(file, text, HashOf(text), form, reading.Texts)
        {
            About = reading.Compiled("/about", file.About, typeof(string)),
            Checks = [.. file.Checks.Select(Check)],
            Signatories = [.. file.Signatories.Select(Signs)],
            Fees = [.. file.Fees.Select(Fee)],
            Approve = reading.Compiled("/decision/approve", file.Decision.Approve, typeof(bool)),
            Register = outcome.Entry(),
            Certificate = outcome.Certificate(),
            Message = outcome.Message(),
            Prefills = pages.Prefills,
        };
        if (file.Decision.Officers is null && definition.Approve?.Source != "true")
        {
            reading.Wrong("/decision", "Not everything is approved by rule, and no officers are named.", "Add `officers` with role, why and reasons, or write `approve: true`.");
        }

        return reading.Problems.Count == 0 ? (definition, []) : (null, reading.Problems);
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
            reading.Put(key, words);
        }

        foreach (var (i, section) in file.Sections.Index())
        {
            reading.Put($"sections.{section.Key}", section.Title);
            foreach (var (j, page) in section.Pages.Index())
            {
                reading.Put($"{page.Key}.title", page.Title);
                reading.Put($"{page.Key}.hint", page.Hint);
                reading.Put($"{page.Key}.entry", page.Repeat?.Entry);
                if (TakenPages.Contains(page.Key))
                {
                    reading.Wrong($"/sections/{i}/pages/{j}/key", $"A page cannot be called “{page.Key}”.", "Take another key.");
                }
            }
        }
    }

    private Definition.Check Check(FileCheck check, int i)
    {
        var at = $"/checks/{i}";
        var key = $"checks.{check.Code}";
        if (!reading.Texts.TryAdd(key, check.Text.Words))
        {
            reading.Wrong($"{at}/code", $"There are two checks “{check.Code}”.", "Give each check a code of its own.");
        }

        var (page, question) = check.At.Split('.') is [var first, var second] ? (first, second) : (check.At, (string?)null);
        if (!reading.Members.TryGetValue(page, out var questions) || (question is not null && !questions.Contains(question)))
        {
            reading.Wrong($"{at}/at", $"There is no “{check.At}”.", questions is null ? $"Pages: {string.Join(", ", reading.Members.Keys)}." : $"The page has: {string.Join(", ", questions)}.");
        }

        if (check.Each is { } each && (each != page || reading.Page(each)?.Repeat is null))
        {
            reading.Wrong($"{at}/each", $"“{each}” is not the repeated page at which the problem shows.", "Name the repeated page in both `each` and `at`.");
            return new(check, null, FileReading.Always, "", []);
        }

        return new(check, reading.Scoped($"{at}/if", check.If, check.Each, typeof(bool)), reading.Scoped($"{at}/rule", check.Rule, check.Each, typeof(bool)) ?? FileReading.Always, $"{form.TextPrefix}.{key}", Waits(check));
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
        if (reading.Page(signs.At) is not { } page)
        {
            reading.Wrong($"{at}/at", $"There is no page “{signs.At}”.", $"Pages: {string.Join(", ", reading.Members.Keys)}.");
            return new(signs, null, FileReading.Always, FileReading.Always);
        }

        var each = page.Repeat is null ? null : page.Key;
        reading.Texts[$"signatories.{i}"] = signs.Capacity.Words;
        return new(signs, reading.Scoped($"{at}/if", signs.If, each, typeof(bool)), reading.Scoped($"{at}/name", signs.Name, each, typeof(string)) ?? FileReading.Always, reading.Scoped($"{at}/email", signs.Email, each, typeof(string)) ?? FileReading.Always);
    }

    private Definition.Fee Fee(FileFee fee, int i)
    {
        reading.Texts[$"fees.{fee.Key}"] = fee.Label.Words;
        foreach (var (j, (before, after)) in fee.Rates.Zip(fee.Rates.Skip(1)).Index())
        {
            if (before.To is not { } end || end >= after.From)
            {
                reading.Wrong($"/fees/{i}/rates/{j + 1}", "This row begins before the one above ends.", "Give the row above a last day (`to`) before this one's first.");
            }
        }

        return new(fee, reading.Compiled($"/fees/{i}/if", fee.If, typeof(bool)), [.. fee.Rates.Select((rate, j) => new Definition.Rate(rate, reading.Compiled($"/fees/{i}/rates/{j}/cents", rate.Cents, typeof(long))))]);
    }
}
