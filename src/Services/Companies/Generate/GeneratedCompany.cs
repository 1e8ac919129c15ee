using System.Globalization;
using OneStop.Companies.Names;
using OneStop.Companies.Register;

namespace OneStop.Companies.Generate;

/// <summary>A made-up company with everything the registers say of one.</summary>
internal sealed record GeneratedCompany(CompanyParticulars Company, BusinessParticulars Business, IReadOnlyList<HeldName> Names);

/// <summary>Makes the particulars of the index-th company of so many. Numbers follow time, and there are ever more of them.</summary>
internal sealed class CompanyGenerator(GeneratorWords words, int count)
{
    private const int ParticularsStream = 2;
    private const double Growth = 2.5;
    private static readonly DateOnly First = new(1960, 1, 4);
    private static readonly DateOnly Last = new(2026, 6, 30);

    internal GeneratedCompany Make(long index, GeneratedName name, string number, string brn)
    {
        var draw = new Draw(index, ParticularsStream);
        var on = First.AddDays((int)(Math.Pow((index + 0.5) / count, 1 / Growth) * (Last.DayNumber - First.DayNumber)));
        var kind = draw.Below(1000) switch { < 12 => CompanyKind.Public, < 32 => CompanyKind.Guarantee, _ => CompanyKind.Private };
        var dissolved = draw.Percent(on.Year < 2000 ? 35 : 12);
        var office = Address(ref draw);
        var directors = Directors(ref draw, on, kind);
        var (shares, members) = kind == CompanyKind.Guarantee ? ([], []) : Capital(ref draw, directors);
        var company = new CompanyParticulars(
            number, brn, name.English, name.Chinese, kind, dissolved ? CompanyStatus.Dissolved : CompanyStatus.Live, on, office,
            [.. directors, Secretary(ref draw, on)], shares, members);
        var term = draw.Percent(15) ? 3 : 1;
        var business = new BusinessParticulars(
            brn, number, name.English, name.Chinese, name.Trade.Nature, office, on, term,
            on.AddYears(dissolved ? Math.Max(term, (Last.Year - on.Year) / 2) : Last.Year - on.Year + term).AddDays(-1));
        return new(company, business, name.Held);
    }

    private PostalAddress Address(ref Draw draw)
    {
        var street = draw.Common(words.Streets);
        var floor = 1 + draw.Below(30);
        var unit = (char)('A' + draw.Below(8));
        var building = $"{draw.Common(words.Words).English} {draw.Common(words.Buildings)}";
        return new($"Unit {unit}, {floor}/F, {building}", $"{1 + draw.Below(400)} {street.Name}", street.District, "HK");
    }

    private Officer[] Directors(ref Draw draw, DateOnly on, CompanyKind kind)
    {
        var number = kind == CompanyKind.Private ? 1 + Math.Min(draw.Below(3), draw.Below(4)) : 2 + draw.Below(4);
        var directors = new Officer[number];
        for (var i = 0; i < number; i++)
        {
            directors[i] = Person(ref draw, OfficerRole.Director, on);
        }

        return directors;
    }

    private Officer Secretary(ref Draw draw, DateOnly on) => draw.Percent(40)
        ? Person(ref draw, OfficerRole.Secretary, on)
        : new(OfficerRole.Secretary, OfficerKind.Company, $"{draw.Common(words.Syllables).English} {draw.Common(words.Syllables).English} Secretarial Services Limited", null, Address(ref draw), null, on);

    private Officer Person(ref Draw draw, OfficerRole role, DateOnly on)
    {
        var surname = draw.Common(words.Surnames);
        var (first, second) = (draw.One(words.GivenNames), draw.One(words.GivenNames));
        var id = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + draw.Below(26))}{draw.Below(1000):D3}***");
        return new(
            role, OfficerKind.Person, $"{surname.English} {first.English} {second.English}", surname.Chinese + first.Chinese + second.Chinese,
            Address(ref draw), id, on);
    }

    private static (ShareClass[] Shares, Member[] Members) Capital(ref Draw draw, Officer[] directors)
    {
        long number = draw.Below(100) switch { < 30 => 1, < 70 => 10_000, < 85 => 100, < 95 => 1_000_000, _ => 10_000_000 };
        var holders = (int)Math.Min(number, directors.Length);
        var members = new Member[holders];
        for (var i = 0; i < holders; i++)
        {
            members[i] = new(directors[i].Name, ShareClasses.Ordinary, (number / holders) + (i < number % holders ? 1 : 0));
        }

        return ([new ShareClass(ShareClasses.Ordinary, "HKD", number, number * 100, number * 100, 0)], members);
    }
}
