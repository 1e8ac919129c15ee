using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Forms;

/// <summary>What somebody gave to one question: the value to keep, or what is wrong with it. Both empty: nothing was given.</summary>
internal sealed record Answer(JsonNode? Value, IReadOnlyList<RuleProblem> Problems)
{
    public static readonly Answer Nothing = new(null, []);

    public static Answer Right(JsonNode value) => new(value, []);

    public static Answer Wrong(Asked asked, string code, Wording wording, params object?[] args) =>
        new(null, [ProblemAt(asked.Path, code, wording.Label(asked), args)]);

    public static RuleProblem ProblemAt(string path, string code, LocalizedText label, params object?[] args) =>
        new(path, $"answer.{code}", $"filings.problem.{code}") { Args = [label, .. args] };
}

/// <summary>A form's own words.</summary>
internal sealed class Wording(FormDefinition form, Text text)
{
    public LocalizedText Title => text.All($"{form.TextPrefix}.title");

    public LocalizedText Declaration => text.All($"{form.TextPrefix}.declaration");

    public string Section(string key) => text[$"{form.TextPrefix}.sections.{key}"];

    public LocalizedText Page(FormPage page) => text.All($"{form.TextPrefix}.{page.Key}.title");

    public string? PageHint(FormPage page) => Optional($"{form.TextPrefix}.{page.Key}.hint");

    /// <summary>What one entry of a repeated page is called.</summary>
    public string Entry(FormPage page) => Optional($"{form.TextPrefix}.{page.Key}.entry") ?? Page(page).ToString();

    public LocalizedText Label(Asked asked) => text.All($"{form.TextPrefix}.{asked.Page.Key}.{asked.Question.Key}.label");

    public string? Hint(Asked asked) => Optional($"{form.TextPrefix}.{asked.Page.Key}.{asked.Question.Key}.hint");

    public LocalizedText Choice(Asked asked, string choice) => asked.Question.Words?.Invoke(choice) ?? text.All($"{form.TextPrefix}.{asked.Page.Key}.{asked.Question.Key}.{choice}");

    public string? ChoiceHint(Asked asked, string choice) => Optional($"{form.TextPrefix}.{asked.Page.Key}.{asked.Question.Key}.{choice}.hint");

    public LocalizedText AddressPart(string part) => text.All($"filings.address.{part}");

    private string? Optional(string key) => text.Has(key) ? text[key] : null;
}
