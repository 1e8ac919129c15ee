using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;

namespace OneStop.Companies.Incorporation;

/// <summary>What an application puts on the public registers: no home address, no whole identity number, no date of birth.</summary>
internal static class RegisterEntries
{
    internal static CompanyParticulars Company(Application application, string number, string brn, DateOnly on) => new(
        number, brn, application.English, application.Chinese, application.Kind!.Value, CompanyStatus.Live, on, application.Office!,
        [.. application.Officers.Select(officer => OfficerOf(officer, on))],
        [.. application.Capital.Select(of => new ShareClass(of.Class!, of.Currency!, of.Number ?? 0, of.Amount ?? 0, of.Paid ?? 0, of.Unpaid ?? 0))],
        [.. application.Founders.Select(founder => new Member(founder.Party.Name, founder.Class ?? "", founder.Number ?? 0))]);

    /// <summary>The certificate runs from the day of incorporation; the business may begin later, never earlier.</summary>
    internal static BusinessParticulars Business(Application application, string number, string brn, DateOnly on)
    {
        var (business, term) = (application.Business, application.Business.Term ?? 1);
        return new(
            brn, number, application.English, application.Chinese, business.Description ?? BusinessNatures.Words(business.Nature!).En,
            business.Address ?? application.Office!, business.StartedOn is { } start && start > on ? start : on, term, on.AddYears(term).AddDays(-1));
    }

    internal static OfficerRole RoleOf(Party party) => party.Capacity switch
    {
        Capacity.Director => OfficerRole.Director,
        Capacity.Secretary => OfficerRole.Secretary,
        _ => OfficerRole.ReserveDirector,
    };

    internal static Officer OfficerOf(Party party, DateOnly on) => new(
        RoleOf(party), party.Kind!.Value, party.Name, party.English is null ? null : party.Chinese, party.Address, party.Document?.Partial, on);
}
