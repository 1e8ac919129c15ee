using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;

namespace OneStop.Companies.Changes.Forms;

/// <summary>NR2: where the company keeps its register of members and its records (Cap. 622 s.628).</summary>
internal sealed class RecordsLocation : ChangeForm
{
    private const string Rule = "Cap. 622 s.628";

    internal override string Number => "NR2";

    protected override IReadOnlyList<FormPage> Pages { get; } =
    [
        new("records", "change",
        [
            new("atOffice", QuestionKind.YesNo),
            new("address", QuestionKind.Address, ShowIf: page => Answers.YesNo(page["atOffice"]) == false),
            new("on", QuestionKind.Date),
        ]),
    ];

    internal override JsonObject Prefill(CompanyParticulars company, Officer? officer) => new()
    {
        ["records"] = company.RecordsAt is { } kept
            ? new JsonObject { ["atOffice"] = false, ["address"] = Answers.Of(kept) }
            : new JsonObject { ["atOffice"] = true },
    };

    internal override Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today)
    {
        var records = Answers.Page(answers, "records");
        var (atOffice, on) = (Answers.YesNo(records["atOffice"]), Answers.Day(records["on"]));
        var address = atOffice == false ? Answers.Address(records["address"]) : null;
        return new(atOffice == true || address is not null ? company with { RecordsAt = address } : null, on,
        [
            .. AddressRules.InHongKong(address, "records/address", "office.not-in-hong-kong", Rule),
            .. AddressRules.Real(address, "records/address", Rule),
            .. ChangeRules.Day(on, "records/on", company, today, Rule),
        ]);
    }
}
