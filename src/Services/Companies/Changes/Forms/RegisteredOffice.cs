using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;

namespace OneStop.Companies.Changes.Forms;

/// <summary>NR1: change of address of the registered office (Cap. 622 s.658(3)).</summary>
internal sealed class RegisteredOffice : ChangeForm
{
    private const string Rule = "Cap. 622 s.658";

    internal override string Number => "NR1";

    protected override IReadOnlyList<FormPage> Pages { get; } =
        [new("office", "change", [new("address", QuestionKind.Address), new("on", QuestionKind.Date)])];

    internal override JsonObject Prefill(CompanyParticulars company, Officer? officer) =>
        new() { ["office"] = new JsonObject { ["address"] = Answers.Of(company.RegisteredOffice) } };

    internal override Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today)
    {
        var office = Answers.Address(Answers.Of(answers, "office", "address"));
        var on = Answers.Day(Answers.Of(answers, "office", "on"));
        return new(office is null ? null : company with { RegisteredOffice = office }, on,
        [
            .. AddressRules.InHongKong(office, "office/address", "office.not-in-hong-kong", Rule),
            .. AddressRules.Real(office, "office/address", Rule),
            .. ChangeRules.Day(on, "office/on", company, today, Rule),
        ]);
    }
}
