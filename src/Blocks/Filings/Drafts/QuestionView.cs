using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Drafts;

/// <summary>A question with what its control shows.</summary>
internal sealed record QuestionView(Shown Shown, Wording Wording, bool Heading, Func<Asked, string?> FileLinkOf)
{
    public Asked Asked => Shown.Asked;

    public string? FileLink => FileLinkOf(Asked);

    /// <summary>Hong Kong first, then in the order of the English names.</summary>
    public static IEnumerable<(string Code, string Name)> Countries => Platform.Texts.Countries.Codes
        .OrderBy(code => code == "HK" ? 0 : 1).Select(code => (code, Platform.Texts.Countries.Find(code)!.ToString()));

    public string? Value => Asked.Answer is not { } answer ? null : Asked.Question.Kind switch
    {
        QuestionKind.YesNo => answer.GetValue<bool>() ? "yes" : "no",
        QuestionKind.Number => answer.GetValue<long>().ToString(CultureInfo.InvariantCulture),
        QuestionKind.Money => Dollars(answer.GetValue<long>()),
        QuestionKind.Choices or QuestionKind.Address or QuestionKind.File => null,
        _ => answer.GetValue<string>(),
    };

    public IEnumerable<string> Values => Asked.Answer?.AsArray().Select(choice => choice!.GetValue<string>()) ?? [];

    public string Label(Text text) => Asked.Question.Required || Asked.Question.OneOfSeveral ? Wording.Label(Asked).ToString() : text["filings.ask.optional", Wording.Label(Asked)];

    public string? Part(string part) => Asked.Answer?[part]?.GetValue<string>();

    /// <summary>An address part's autocomplete token, where the question asks for an address the browser may know.</summary>
    public string? PartToken(string token) => Asked.Question.Autocomplete is null ? null : token;

    /// <summary>The questions inside one of the choices.</summary>
    public IEnumerable<QuestionView> Within(string choice) =>
        Shown.Within.GetValueOrDefault(choice, []).Select(asked => new QuestionView(new Shown(asked, Shown.Nothing), Wording, Heading: false, FileLinkOf));

    public IReadOnlyList<string> Errors(ModelStateDictionary state) => [.. state.GetValueOrDefault(Asked.Name)?.Errors.Select(error => error.ErrorMessage) ?? []];

    private static string Dollars(long cents) => (cents / 100m).ToString(cents % 100 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);
}
