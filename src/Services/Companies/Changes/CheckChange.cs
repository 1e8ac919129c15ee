using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;
using static OneStop.Companies.Changes.ChangeRules;

namespace OneStop.Companies.Changes;

/// <param name="Entry">What the register says now; null where it has no such company or it is not for the filer to know more.</param>
internal sealed record CheckedChange(Entry? Entry, CompanyParticulars? Company, Effect? Effect, IReadOnlyList<RuleProblem> Problems);

/// <summary>The registrar's checks of a form, the same in a rehearsal, on a draft and when it is decided.</summary>
internal sealed class CheckChange(IRegisters registers, FilingAuthority authority, TimeProvider time)
{
    private const string Number = "company/number";

    /// <param name="isDraft">A draft must have been begun on, or compared with, what the register says now; a submitted form is applied to that.</param>
    internal async Task<CheckedChange> RunAsync(ChangeForm form, JsonObject answers, Guid filerId, bool isDraft, CancellationToken ct)
    {
        if (Answers.Text(Answers.Of(answers, "company", "number")) is not { } typed)
        {
            return new(null, null, null, []);
        }

        var entry = CompanyNumber.Parse(typed) is { } number ? await registers.FindAsync(RegisterNames.Companies, CompanyNumber.Format(number), ct) : null;
        if (entry is null)
        {
            return new(null, null, null, [Problem(Number, "company.unknown", null, typed)]);
        }

        var company = CompanyParticulars.From(entry.Content);
        if (!await authority.MayFileAsync(filerId, company, ct))
        {
            return new(null, null, null, [Problem(Number, "company.not-authorised", "Cap. 622 s.465", company.Number)]);
        }

        var effect = form.Apply(company, answers, HongKong.Today(time));
        return new(entry, company, effect,
        [
            .. company.Status == CompanyStatus.Live ? Array.Empty<RuleProblem>() : [Problem(Number, "company.dissolved", "Cap. 622 s.752")],
            .. isDraft && Answers.Number(Answers.Of(answers, "company", "entry")) is { } seen && seen != entry.Number ? [Problem("company/entry", "company.changed", null, entry.Number)] : Array.Empty<RuleProblem>(),
            .. ChangeForm.Corrects(answers) > entry.Number ? [Problem("company/corrects", "company.no-entry", null, entry.Number)] : Array.Empty<RuleProblem>(),
            .. effect.Problems,
            .. effect.IsSound && JsonNode.DeepEquals(effect.Company!.ToJson(), entry.Content) ? [Problem(form.FirstPath, "nothing")] : Array.Empty<RuleProblem>(),
        ]);
    }
}
