using OneStop.Catalogue.Contracts;

namespace OneStop.Companies.Search;

/// <summary>The informational services of the register, as the portal lists them.</summary>
internal static class CompanySearch
{
    internal const string Code = "company-search";
    internal const string NameCheckCode = "check-company-name";

    internal static readonly CatalogueEntry Entry = new(
        Code, "cr", ServiceKind.Informational, "companies.search.service", "/companies",
        [Audience.Residents, Audience.BusinessAndTrade, Audience.NonResidents], [LifeEvent.StartingABusiness, LifeEvent.RunningABusiness]);

    internal static readonly CatalogueEntry NameCheckEntry = new(
        NameCheckCode, "cr", ServiceKind.Informational, "companies.names.service", "/companies/names",
        [Audience.BusinessAndTrade], [LifeEvent.StartingABusiness]);
}
