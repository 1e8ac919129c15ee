using System.Text.Json.Nodes;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Contracts;

/// <summary>
/// A form as data. Its content is one JSON object: a page's questions lie at the page's own object (<c>{"name": {"english": …}}</c>), a
/// repeated page's at an array of such objects (<c>{"directors": [{…}, {…}]}</c>).
/// </summary>
/// <param name="Code">The e-service's code, also in the catalogue and in addresses.</param>
/// <param name="Version">Of the form; drafts finish on the one they began with.</param>
/// <param name="ReferencePrefix">Of reference numbers: <c>IC</c>.</param>
/// <param name="TextPrefix">Texts below it: the form's name at <c>.title</c>; pages at <c>.{page}.title</c>, <c>.{page}.hint</c>; questions at <c>.{page}.{question}.label</c>, <c>.hint</c>; choices at <c>.{page}.{question}.{choice}</c>; one entry of a repeated page at <c>.{page}.entry</c>; sections at <c>.sections.{section}</c>; statement of the signers at <c>.declaration</c>.</param>
/// <param name="KeepYears">How long a finished filing is kept; drafts expire after <see cref="DraftDays"/>.</param>
public sealed record FormDefinition(
    string Code, int Version, string Department, string ReferencePrefix, string TextPrefix, IReadOnlyList<FormPage> Pages, int KeepYears, int DraftDays = 90);

/// <summary>One thing per page.</summary>
/// <param name="Key">Names the page, its place in the content, and its address: so not <c>check</c>, <c>print</c>, <c>files</c>, <c>delete</c>, <c>change</c> or <c>withdraw</c>.</param>
/// <param name="Repeat">Not null: a list of entries with add, change and remove.</param>
/// <param name="ShowIf">Asked only where true of the content; null for always.</param>
/// <param name="Section">Task-list heading the page stands under: texts at <c>.sections.{section}</c>.</param>
public sealed record FormPage(string Key, string Section, IReadOnlyList<Question> Questions, Repeat? Repeat = null, Func<JsonObject, bool>? ShowIf = null);

/// <param name="Min">How many entries at the least.</param>
/// <param name="Max">How many at the most: stated to the filer.</param>
/// <param name="Summary">The question keys shown as an entry's name in the list.</param>
public sealed record Repeat(int Min, int Max, IReadOnlyList<string> Summary);

/// <param name="MaxLength">For text kinds, in characters.</param>
/// <param name="Choices">For <see cref="QuestionKind.Choice"/> and <see cref="QuestionKind.Choices"/>.</param>
/// <param name="ShowIf">Asked only where true of the page's (or entry's) own answers, which come as its argument.</param>
/// <param name="Sealed">Identity numbers, home addresses: encrypted, never shown on public forms, revealed to officers only with a purpose.</param>
/// <param name="Autocomplete">The HTML autocomplete token, where one fits (WCAG 1.3.5).</param>
public sealed record Question(
    string Key, QuestionKind Kind, bool Required = true, int MaxLength = 200, IReadOnlyList<string>? Choices = null,
    Func<JsonObject, bool>? ShowIf = null, bool Sealed = false, string? Autocomplete = null)
{
    /// <summary>Bounds of a number, amount (in cents) or share count, inclusive.</summary>
    public long Min { get; init; }

    public long Max { get; init; } = 999_999_999_999;

    /// <summary>Not required by itself, but one of several is, which the service's rules see to (a name in English or in Chinese): so it is not called optional.</summary>
    public bool OneOfSeveral { get; init; }

    /// <summary>Of an amount: its currency (ISO 4217) by the page's own answers, empty where another page says it; null for Hong Kong dollars.</summary>
    public Func<JsonObject, string>? Currency { get; init; }

    /// <summary>
    /// Not null: not asked but worked out, from the whole content and the page's (or entry's) own answers; shown with the answers and frozen
    /// with them. Null where something it needs is missing.
    /// </summary>
    public Func<JsonObject, JsonObject, JsonNode?>? Compute { get; init; }

    /// <summary>A choice's words where they stand in a code list (countries, business natures) and not among the texts; null for the texts.</summary>
    public Func<string, LocalizedText>? Words { get; init; }
}

/// <summary>What an answer is, and so its control on the page, its JSON type and its own checks.</summary>
public enum QuestionKind
{
    /// <summary>One line; JSON string.</summary>
    Text,

    /// <summary>Several lines; JSON string.</summary>
    LongText,

    /// <summary>Radios, or a select from eight choices on; JSON string.</summary>
    Choice,

    /// <summary>Checkboxes; JSON array of strings.</summary>
    Choices,

    /// <summary>Yes or no; JSON boolean.</summary>
    YesNo,

    /// <summary>Three fields; JSON string YYYY-MM-DD.</summary>
    Date,

    /// <summary>Whole number; JSON number.</summary>
    Number,

    /// <summary>Amount typed in dollars; JSON number of cents.</summary>
    Money,

    /// <summary>JSON string, checked as an address one can write to.</summary>
    Email,

    /// <summary>JSON string.</summary>
    Phone,

    /// <summary>Flat, floor, building; street; district; country (ISO 3166-1 alpha-2): JSON object with those keys (<c>line1</c>, <c>line2</c>, <c>district</c>, <c>country</c>).</summary>
    Address,

    /// <summary>Number of a Hong Kong identity card with its check symbol; JSON string like <c>A123456(3)</c>.</summary>
    IdentityNumber,

    /// <summary>An uploaded file; JSON object {sha256, name, bytes}.</summary>
    File,
}
