using System.Text.Json.Nodes;

namespace OneStop.Companies.Tests.Incorporation;

/// <summary>Answers of an application, as the form keeps them: a clean one, and what a test changes of it.</summary>
internal static class Drafts
{
    internal static readonly DateOnly Today = new(2026, 11, 25);

    /// <summary>A private company of two members and directors, 100 shares of HK$1 each, a secretary of her own.</summary>
    internal static JsonObject Clean(string name = "Harbour Lights Bakery Limited", string? chinese = "海港燈火餅店有限公司") => new()
    {
        ["kind"] = new JsonObject { ["kind"] = "private" },
        ["name"] = chinese is null ? new JsonObject { ["english"] = name } : new JsonObject { ["english"] = name, ["chinese"] = chinese },
        ["office"] = new JsonObject { ["address"] = Address() },
        ["email"] = new JsonObject { ["email"] = "office@harbour.example" },
        ["capital"] = new JsonArray(Class(100, 10_000)),
        ["founders"] = new JsonArray(Founder("CHAN Amy", "amy.chan@demo.example", 60, 6_000), Founder("WONG Ben", "ben.wong@demo.example", 40, 4_000)),
        ["directors"] = new JsonArray(Person("CHAN Amy", "amy.chan@demo.example", "A123456(3)"), Person("WONG Ben", "ben.wong@demo.example", "G123456(A)")),
        ["secretary"] = Secretary("LEE Carmen", "carmen.lee@demo.example", "AB987654(3)"),
        ["articles"] = new JsonObject { ["set"] = "sample-a" },
        ["nature"] = new JsonObject { ["code"] = "5610" },
        ["business"] = new JsonObject { ["startedOn"] = "2026-12-01", ["atOffice"] = true },
        ["certificate"] = new JsonObject { ["term"] = "1" },
        ["compliance"] = new JsonObject { ["founder"] = "CHAN Amy", ["confirm"] = new JsonArray("complied") },
    };

    internal static JsonObject Address(string country = "HK", string line1 = "Flat 3A, 1 Queen's Road East") =>
        new() { ["line1"] = line1, ["district"] = "Wan Chai", ["country"] = country };

    internal static JsonObject Class(long number, long amount, string kind = "ordinary") =>
        new() { ["class"] = kind, ["currency"] = "HKD", ["number"] = number, ["amount"] = amount, ["paid"] = amount, ["unpaid"] = 0 };

    internal static JsonObject Founder(string name, string email, long number, long amount, string kind = "ordinary") => new()
    {
        ["kind"] = "person",
        ["nameEnglish"] = name,
        ["email"] = email,
        ["address"] = Address(),
        ["class"] = kind,
        ["number"] = number,
        ["amount"] = amount,
    };

    internal static JsonObject Person(string name, string email, string hkid, string born = "1990-05-17") => new()
    {
        ["kind"] = "person",
        ["nameEnglish"] = name,
        ["email"] = email,
        ["address"] = Address(),
        ["home"] = Address(line1: "Flat 9, 2 Robinson Road"),
        ["document"] = "hkid",
        ["hkid"] = hkid,
        ["dateOfBirth"] = born,
    };

    internal static JsonObject Company(string name, string email, string representative) => new()
    {
        ["kind"] = "company",
        ["nameEnglish"] = name,
        ["representative"] = representative,
        ["email"] = email,
        ["address"] = Address(),
    };

    internal static JsonObject Secretary(string name, string email, string hkid)
    {
        var secretary = Person(name, email, hkid);
        secretary.Remove("home");
        secretary.Remove("dateOfBirth");
        return secretary;
    }

    /// <summary>Sets an answer by its path: <c>directors/0/hkid</c>.</summary>
    internal static JsonObject With(this JsonObject draft, string path, JsonNode? value)
    {
        var steps = path.Split('/');
        JsonNode at = draft;
        foreach (var step in steps[..^1])
        {
            at = at is JsonArray entries ? entries[int.Parse(step)]! : at[step] ??= new JsonObject();
        }

        if (at is JsonArray list)
        {
            list.Add(value);
        }
        else
        {
            at[steps[^1]] = value;
        }

        return draft;
    }
}
