using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Companies.Register;

namespace OneStop.Companies.Incorporation.Form;

/// <summary>The answers as the rules read them. A draft may lack anything.</summary>
internal sealed record Application(
    CompanyKind? Kind, string? English, string? Chinese, PostalAddress? Office, IReadOnlyList<CapitalClass> Capital, long? GuaranteedMembers, long? GuaranteeCents,
    IReadOnlyList<Founder> Founders, IReadOnlyList<Party> Directors, Party? Secretary, Party? Reserve, string? ArticlesSet, OwnArticles? OwnArticles,
    Business Business, string? StatementBy)
{
    internal string Name => English ?? Chinese ?? "";

    internal IEnumerable<Party> Officers => [.. Directors, .. new[] { Secretary, Reserve }.OfType<Party>()];

    internal IEnumerable<Party> Everybody => [.. Founders.Select(founder => founder.Party), .. Officers];

    internal static Application Read(JsonObject content)
    {
        var kind = Answers.Text(Answers.Of(content, "kind", "kind")) switch
        {
            "private" => CompanyKind.Private,
            "public" => CompanyKind.Public,
            "guarantee" => CompanyKind.Guarantee,
            _ => (CompanyKind?)null,
        };
        var byGuarantee = kind == CompanyKind.Guarantee;
        var reserve = Answers.Page(content, "reserve");
        var articles = Answers.Page(content, "articles");
        var application = new Application(
            kind,
            Answers.Text(Answers.Of(content, "name", "english")),
            Answers.Text(Answers.Of(content, "name", "chinese")),
            Answers.Address(Answers.Of(content, "office", "address")),
            byGuarantee ? [] : [.. Answers.Entries(content, "capital").Select(entry => CapitalClass.Read(entry.Answers))],
            byGuarantee ? Answers.Number(Answers.Of(content, "guarantee", "number")) : null,
            byGuarantee ? Answers.Number(Answers.Of(content, "guarantee", "amount")) : null,
            [.. Answers.Entries(content, byGuarantee ? "members" : "founders").Select(entry => Founder.Read(entry.Answers, $"{(byGuarantee ? "members" : "founders")}/{entry.Index}", byGuarantee))],
            [.. Answers.Entries(content, "directors").Select(entry => Party.Read(entry.Answers, $"directors/{entry.Index}", Capacity.Director))],
            content["secretary"] is JsonObject secretary ? Party.Read(secretary, "secretary", Capacity.Secretary) : null,
            Answers.YesNo(reserve["appoint"]) == true ? Party.Read(reserve, "reserve", Capacity.ReserveDirector) with { Kind = OfficerKind.Person } : null,
            Answers.Text(articles["set"]),
            Answers.Text(articles["set"]) == "own" ? OwnArticles.Read(articles["file"]) : null,
            Business.Read(content),
            Answers.Text(Answers.Of(content, "compliance", "founder")));
        return ReserveRules.MayHaveOne(application) ? application : application with { Reserve = null };
    }
}

/// <param name="Class">Its own name; Ordinary and the like for the usual ones.</param>
internal sealed record CapitalClass(string? Class, string? Currency, long? Number, long? Amount, long? Paid, long? Unpaid, string? Rights)
{
    internal static CapitalClass Read(JsonObject entry) => new(
        ClassName(entry), Answers.Text(entry["currency"]), Answers.Number(entry["number"]), Answers.Number(entry["amount"]),
        Answers.Number(entry["paid"]), Answers.Number(entry["unpaid"]), Answers.Text(entry["rights"]));

    internal static string? ClassName(JsonObject entry) => Answers.Text(entry["class"]) switch
    {
        "ordinary" => ShareClasses.Ordinary,
        "preference" => ShareClasses.Preference,
        "redeemable" => ShareClasses.Redeemable,
        "deferred" => ShareClasses.Deferred,
        "other" => Answers.Text(entry["className"]),
        _ => null,
    };
}

/// <summary>A founder member; of a company limited by guarantee without shares.</summary>
internal sealed record Founder(Party Party, string? Class, long? Number, long? Amount)
{
    internal static Founder Read(JsonObject entry, string path, bool byGuarantee) => new(
        Party.Read(entry, path, Capacity.Founder),
        byGuarantee ? null : CapitalClass.ClassName(entry),
        byGuarantee ? null : Answers.Number(entry["number"]),
        byGuarantee ? null : Answers.Number(entry["amount"]));
}

internal sealed record OwnArticles(string? Sha256, string? Name, long? Bytes)
{
    internal static OwnArticles Read(JsonNode? file) => new(
        Answers.Text((file as JsonObject)?["sha256"]), Answers.Text((file as JsonObject)?["name"]), Answers.Number((file as JsonObject)?["bytes"]));
}

/// <param name="Address">Null where the business is carried on at the registered office.</param>
internal sealed record Business(string? Name, string? Nature, string? Description, DateOnly? StartedOn, PostalAddress? Address, int? Term)
{
    internal static Business Read(JsonObject content)
    {
        var page = Answers.Page(content, "business");
        return new(
            Answers.Text(page["name"]), Answers.Text(Answers.Of(content, "nature", "code")), Answers.Text(Answers.Of(content, "nature", "description")), Answers.Day(page["startedOn"]),
            Answers.YesNo(page["atOffice"]) == false ? Answers.Address(page["address"]) : null,
            Answers.Text(Answers.Of(content, "certificate", "term")) switch { "1" => 1, "3" => 3, _ => null });
    }
}
