using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Changes;
using OneStop.Companies.Register;
using OneStop.Companies.Tests.Incorporation;
using OneStop.Companies.Tests.Journeys;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Companies.Tests.Changes;

/// <summary>A company on the register, and people who may file for it.</summary>
internal static class Registered
{
    internal static readonly DateOnly Today = new(2026, 12, 1);

    /// <summary>Two directors, a secretary, 100 shares of one class.</summary>
    internal static CompanyParticulars Company(DateOnly? incorporatedOn = null, string number = "0000001", string brn = "60000001", string? name = "Harbour Lights Bakery Limited")
    {
        var (office, on) = (new PostalAddress("Unit A, 3/F, Harbour House", "8 Nathan Road", "Tsim Sha Tsui", "HK"), incorporatedOn ?? new DateOnly(2024, 11, 25));
        return new(number, brn, name, null, CompanyKind.Private, CompanyStatus.Live, on, office,
            [
                new(OfficerRole.Director, OfficerKind.Person, "CHAN Amy", "陳愛美", office, "A123***", on),
                new(OfficerRole.Director, OfficerKind.Person, "WONG Ben", null, office, "G123***", on),
                new(OfficerRole.Secretary, OfficerKind.Person, "LEE Carmen", null, office, "AB98****", on),
            ],
            [new(ShareClasses.Ordinary, "HKD", 100, 10_000, 10_000, 0)],
            [new("CHAN Amy", ShareClasses.Ordinary, 60), new("WONG Ben", ShareClasses.Ordinary, 40)]);
    }

    internal static ChangeForm Form(string number) => ChangeForms.All.Single(form => form.Number == number);

    /// <summary>Answers that each form takes as they are.</summary>
    internal static JsonObject Clean(string number)
    {
        var answers = Form(number).Draft(Company(), 1, null);
        return number switch
        {
            "NR1" => answers.With("office/address/line1", "9/F, Lighthouse").With("office/on", "2026-11-30"),
            "NR2" => answers.With("records/atOffice", false).With("records/address", Drafts.Address()).With("records/on", "2026-11-30"),
            "ND2A" => answers.With("what", new JsonObject { ["change"] = new JsonArray("cease", "appoint") })
                .With("cessation", new JsonObject { ["role"] = "director", ["name"] = "WONG Ben", ["reason"] = "resigned", ["on"] = "2026-11-29" })
                .With("appointment", Appointment("director", "HO Dora", "dora@people.example", "C123456(9)")),
            "ND2B" => answers.With("officer", new JsonObject { ["role"] = "director", ["name"] = "陳愛美" })
                .With("particulars", new JsonObject { ["nameEnglish"] = "CHAN LEE Amy", ["nameChinese"] = "陳李愛美", ["address"] = Drafts.Address(), ["on"] = "2026-11-30" }),
            "ND4" => answers.With("resignation", new JsonObject { ["role"] = "secretary", ["name"] = "lee carmen", ["on"] = "2026-11-30" }),
            "NSC1" => answers.With("allotment", new JsonObject { ["class"] = "ordinary", ["currency"] = "HKD", ["number"] = 50, ["amount"] = 5_000, ["paid"] = 4_000, ["unpaid"] = 1_000, ["on"] = "2026-11-30" })
                .With("allottees", new JsonArray(new JsonObject { ["name"] = "Chan Amy", ["number"] = 30 }, new JsonObject { ["name"] = "HO Dora", ["number"] = 20 })),
            "NSC11" => answers.With("alteration", new JsonObject { ["class"] = "ordinary", ["kind"] = "consolidate", ["ratio"] = 20, ["on"] = "2026-11-30" }),
            "NAR1" => answers.With("return/madeUp", "2026-11-25").With("return/confirm", new JsonArray("correct")),
            _ => throw new ArgumentException(number),
        };
    }

    internal static JsonObject Appointment(string role, string name, string email, string hkid)
    {
        var person = role == "secretary" ? Drafts.Secretary(name, email, hkid) : Drafts.Person(name, email, hkid);
        person["role"] = role;
        person["on"] = "2026-11-30";
        return person;
    }

    /// <summary>Puts one on the register of a running government, in which each of these people is the officer of that name.</summary>
    internal static async Task<CompanyParticulars> RegisterAsync(this TestApp app, DateOnly incorporatedOn, params (Citizen Citizen, string Name)[] officers)
    {
        var filing = Ids.New();
        var (number, brn) = await app.InScopeAsync(scope => scope.GetRequiredService<CompanyNumbers>().ForFilingAsync(filing, default));
        var company = Company(incorporatedOn, number, brn, MadeCompanies.Own("Harbour"));
        await app.WriteAsync(async write =>
        {
            await write.Get<RegisterCompany>().ApplyAsync(write, company, MadeCompanies.Business(company), OneStop.Companies.Names.HeldName.HolderOf(filing), default);
            foreach (var (citizen, name) in officers)
            {
                var person = (await write.Get<IPeople>().FindByEmailAsync(citizen.Email))!;
                write.Get<CompaniesDb>().OfficerAccounts.Add(new OfficerAccount
                {
                    Id = Ids.New(),
                    CompanyNumber = number,
                    PersonId = person.Id,
                    Name = name,
                    Role = company.Officers.First(officer => officer.Name == name).Role,
                });
            }

            return true;
        });
        return company;
    }
}
