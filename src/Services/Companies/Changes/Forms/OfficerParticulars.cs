using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Changes.Forms;

/// <summary>ND2B and, of a reserve director, ND7: an officer's name or address has changed (Cap. 622 ss.645(4) and 652(2)).</summary>
internal sealed class OfficerParticulars(string number, IReadOnlyList<OfficerRole> roles) : ChangeForm
{
    internal override string Number => number;

    internal override IReadOnlyList<OfficerRole> About => roles;

    protected override IReadOnlyList<FormPage> Pages { get; } =
    [
        new("officer", "change", OfficerInOffice.Questions(roles)),
        new("particulars", "change",
        [
            new("nameEnglish", QuestionKind.Text, Required: false, Autocomplete: "name") { OneOfSeveral = true },
            new("nameChinese", QuestionKind.Text, Required: false, MaxLength: 60) { OneOfSeveral = true },
            new("address", QuestionKind.Address),
            new("on", QuestionKind.Date),
        ]),
    ];

    internal override JsonObject Prefill(CompanyParticulars company, Officer? officer) => officer is null ? [] : new()
    {
        ["officer"] = OfficerInOffice.Answers(officer, roles),
        ["particulars"] = new JsonObject
        {
            ["nameEnglish"] = officer.Name,
            ["nameChinese"] = officer.NameChinese,
            ["address"] = officer.CorrespondenceAddress is { } address ? Answers.Of(address) : null,
        },
    };

    internal override Effect Apply(CompanyParticulars company, JsonObject answers, DateOnly today)
    {
        var page = Answers.Page(answers, "particulars");
        var (officer, problems) = OfficerInOffice.Read(company, Answers.Page(answers, "officer"), "officer", roles);
        var party = Party.Read(page, "particulars", Capacity.Director) with { Kind = officer?.Kind };
        var on = Answers.Day(page["on"]);
        var changed = officer is null || party.Name.Length == 0 || party.Address is null ? null : officer with
        {
            Name = party.Name,
            NameChinese = party.English is null ? null : party.Chinese,
            CorrespondenceAddress = party.Address,
        };
        return new(
            changed is null ? null : company with { Officers = [.. company.Officers.Select(other => other == officer ? changed : other)] }, on,
            [
                .. problems,
                .. PartyRules.Names(party),
                .. AddressRules.Real(party.Address, "particulars/address", "Cap. 622 s.645"),
                .. officer?.Role == OfficerRole.Secretary ? AddressRules.InHongKong(party.Address, "particulars/address", "secretary.not-in-hong-kong", "Cap. 622 s.474") : Array.Empty<RuleProblem>(),
                .. OfficerInOffice.Day(officer, on, "particulars/on", company, today),
            ])
        {
            Renamed = changed is null || changed.Name == officer!.Name ? null : (officer.Name, changed.Name),
        };
    }
}
