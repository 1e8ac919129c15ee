using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OneStop.Companies.Register;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Ownership;

/// <summary>
/// What the register says of a company's members and officers in the Beneficial Ownership Data Standard 0.4. These are the legal holders
/// of shares: whether somebody stands behind them is kept by the company, not by the register, and so not said here.
/// </summary>
internal static class BeneficialOwnership
{
    private const string Publisher = "OneStop, Companies Registry";

    // The register keeps no more of a member than a name; a company's says that it is one.
    private static readonly string[] EndingsOfCompanies = ["limited", "ltd", "ltd.", "有限公司"];

    internal static JsonArray Statements(Entry entry, CompanyParticulars company)
    {
        var subject = $"HK-CR-{company.Number}";
        var statements = new JsonArray { Statement("entity", subject, CompanyRecord(company)) };
        var parties = company.Members.Select(member => member.Name).Concat(company.Officers.Select(officer => officer.Name)).Distinct(StringComparer.Ordinal);
        foreach (var party in parties)
        {
            var officer = company.Officers.FirstOrDefault(known => known.Name == party);
            var isCompany = officer is not null ? officer.Kind == OfficerKind.Company : EndingsOfCompanies.Any(ending => party.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
            statements.Add(Statement(isCompany ? "entity" : "person", PartyId(party), isCompany ? OtherCompany(party) : Person(party, officer)));
            statements.Add(Statement("relationship", $"{PartyId(party)}-in", new JsonObject
            {
                ["isComponent"] = false,
                ["subject"] = subject,
                ["interestedParty"] = PartyId(party),
                ["interests"] = new JsonArray([.. Interests(company, party)]),
            }));
        }

        return statements;

        string PartyId(string party) => $"{subject}-{Hash(party)[..16]}";

        JsonObject Statement(string type, string record, JsonObject details) => new()
        {
            ["statementId"] = Hash($"{entry.Register}/{entry.Key}/{entry.Number}/{record}")[..32],
            ["statementDate"] = Day(HongKongDay(entry)),
            ["publicationDetails"] = new JsonObject
            {
                ["publicationDate"] = Day(HongKongDay(entry)),
                ["bodsVersion"] = "0.4",
                ["publisher"] = new JsonObject { ["name"] = Publisher },
            },
            ["source"] = new JsonObject { ["type"] = new JsonArray("officialRegister") },
            ["declarationSubject"] = subject,
            ["recordId"] = record,
            ["recordType"] = type,
            ["recordStatus"] = entry.Number == 1 ? "new" : "updated",
            ["recordDetails"] = details,
        };
    }

    private static IEnumerable<JsonNode> Interests(CompanyParticulars company, string party)
    {
        foreach (var held in company.Members.Where(member => member.Name == party && member.Number > 0))
        {
            var issued = company.Shares.Where(shares => shares.Class == held.Class).Sum(shares => shares.Number);
            var interest = new JsonObject { ["type"] = "shareholding", ["directOrIndirect"] = "direct", ["details"] = held.Class };
            if (issued > 0)
            {
                interest["share"] = new JsonObject { ["exact"] = Math.Round(100m * held.Number / issued, 4) };
            }

            yield return interest;
        }

        foreach (var member in company.Members.Where(member => member.Name == party && member.Number == 0))
        {
            yield return new JsonObject { ["type"] = "votingRights", ["directOrIndirect"] = "direct", ["details"] = "Member of a company limited by guarantee" };
        }

        foreach (var officer in company.Officers.Where(officer => officer.Name == party))
        {
            yield return new JsonObject
            {
                ["type"] = officer.Role == OfficerRole.Director ? "boardMember" : "otherInfluenceOrControl",
                ["directOrIndirect"] = "direct",
                ["details"] = officer.Role.ToString(),
                ["startDate"] = Day(officer.AppointedOn),
            };
        }
    }

    private static JsonObject CompanyRecord(CompanyParticulars company)
    {
        var record = new JsonObject
        {
            ["isComponent"] = false,
            ["entityType"] = new JsonObject { ["type"] = "registeredEntity" },
            ["name"] = company.NameEnglish ?? company.NameChinese,
            ["jurisdiction"] = new JsonObject { ["name"] = "Hong Kong", ["code"] = "HK" },
            ["identifiers"] = new JsonArray(
                new JsonObject { ["id"] = company.Number, ["scheme"] = "HK-CR", ["schemeName"] = "Hong Kong Companies Registry" },
                new JsonObject { ["id"] = company.Brn, ["schemeName"] = "Hong Kong Business Registration" }),
            ["foundingDate"] = Day(company.IncorporatedOn),
            ["addresses"] = new JsonArray(new JsonObject { ["type"] = "registered", ["address"] = company.RegisteredOffice.ToString(), ["country"] = new JsonObject { ["name"] = "Hong Kong", ["code"] = "HK" } }),
        };
        if (company is { NameEnglish: not null, NameChinese: { } chinese })
        {
            record["alternateNames"] = new JsonArray(chinese);
        }

        return record;
    }

    private static JsonObject OtherCompany(string name) => new()
    {
        ["isComponent"] = false,
        ["entityType"] = new JsonObject { ["type"] = "legalEntity" },
        ["name"] = name,
    };

    private static JsonObject Person(string name, Officer? officer)
    {
        var names = new JsonArray(new JsonObject { ["type"] = "legal", ["fullName"] = name });
        if (officer?.NameChinese is { } chinese)
        {
            names.Add(new JsonObject { ["type"] = "alternative", ["fullName"] = chinese });
        }

        return new JsonObject { ["isComponent"] = false, ["personType"] = "knownPerson", ["names"] = names };
    }

    private static DateOnly HongKongDay(Entry entry) => Platform.Texts.HongKong.DayOf(entry.RecordedAt);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Hash(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)));
}
