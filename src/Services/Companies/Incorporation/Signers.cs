using OneStop.Companies.Incorporation.Form;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation;

/// <summary>
/// Who signs: founder members the form and the articles (Cap. 622 ss.67 to 70), directors their consent, the secretary and a reserve
/// director their particulars. One person signs once, in all capacities; a company signs through its representative.
/// </summary>
internal static class Signers
{
    internal static IReadOnlyList<Signatory> Of(Application application, Text text) =>
    [
        .. application.Everybody
            .Where(party => party.Email is not null)
            .GroupBy(party => party.Email!, StringComparer.OrdinalIgnoreCase)
            .Select(one => new Signatory(one.First().Path, NameOf(one), one.Key, [.. one.Select(party => CapacityOf(party, text)).Distinct()])),
    ];

    private static string NameOf(IEnumerable<Party> one) =>
        one.Select(party => party.IsPerson ? party.Name : party.Representative).FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? one.First().Name;

    private static LocalizedText CapacityOf(Party party, Text text)
    {
        var capacity = $"{IncorporationForm.TextPrefix}.capacity.{party.Capacity switch
        {
            Capacity.Founder => "founder",
            Capacity.Director => "director",
            Capacity.Secretary => "secretary",
            _ => "reserve",
        }}";
        return party.IsPerson ? text.All(capacity) : text.All($"{IncorporationForm.TextPrefix}.capacity.for", text.All(capacity), party.Name);
    }
}
