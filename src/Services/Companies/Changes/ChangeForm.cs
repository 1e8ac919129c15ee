using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;

namespace OneStop.Companies.Changes;

/// <summary>
/// One form by which a company tells the registry what has changed. A form says what it asks, what of that the register knows already, and
/// what the answers make of the register; <see cref="FileChange"/> does the rest, the same for all.
/// </summary>
internal abstract class ChangeForm
{
    internal const string Prefix = "companies.changes";

    private static readonly FormPage CompanyPage = new("company", "company",
    [
        new("number", QuestionKind.Text, MaxLength: 20),
        new("entry", QuestionKind.Number) { Min = 1, Max = 1_000_000 },
        new("corrects", QuestionKind.Number, Required: false) { Min = 1, Max = 1_000_000 },
    ]);

    private FormDefinition? definition;

    /// <summary>Its number today: <c>NR1</c>. What it was called before stands in <c>change-forms.json</c>.</summary>
    internal abstract string Number { get; }

    /// <summary>The e-service's code.</summary>
    internal string Code => $"company-{Number.ToLowerInvariant()}";

    internal string TextPrefix => $"{Prefix}.{Number.ToLowerInvariant()}";

    internal FormDefinition Definition => definition ??= new(Code, 1, "cr", "CF", TextPrefix, [CompanyPage, .. Pages], KeepYears: 7);

    /// <summary>Roles of officers one of whom the form is about; empty where it is about the company.</summary>
    internal virtual IReadOnlyList<OfficerRole> About => [];

    /// <summary>Where it says that nothing differs from the register.</summary>
    internal string FirstPath => Pages[0] is { Repeat: null } page ? $"{page.Key}/{page.Questions[0].Key}" : Pages[0].Key;

    protected abstract IReadOnlyList<FormPage> Pages { get; }

    /// <summary>The answers the register gives; only what differs is typed.</summary>
    internal abstract JsonObject Prefill(CompanyParticulars company, Officer? officer);

    /// <summary>What the answers make of the company. Pure: the same for a rehearsal, a check and the register. Answers may be missing.</summary>
    internal abstract Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today);

    /// <summary>Who takes an office by it: they sign, and their protected particulars are kept.</summary>
    internal virtual IReadOnlyList<Party> Appointed(JsonObject answers) => [];

    /// <summary>The rows of the dated schedule that apply on a day; empty for free.</summary>
    internal virtual IReadOnlyList<ReturnFee> Fees(JsonObject answers, DateOnly on) => [];

    /// <summary>The entry a filing corrects, which stays on the register as it was; null where it corrects none.</summary>
    internal static int? Corrects(JsonObject answers) => (int?)Answers.Number(Answers.Of(answers, "company", "corrects"));

    /// <summary>A whole draft for a company as its register entry has it.</summary>
    internal JsonObject Draft(CompanyParticulars company, int entry, Officer? officer)
    {
        var draft = Prefill(company, officer);
        draft["company"] = new JsonObject { ["number"] = company.Number, ["entry"] = entry };
        return draft;
    }
}
