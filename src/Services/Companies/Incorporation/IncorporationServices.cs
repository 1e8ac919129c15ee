using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Companies.Incorporation.Certificates;
using OneStop.Companies.Incorporation.Form;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;

namespace OneStop.Companies.Incorporation;

/// <summary>What incorporation adds to the module.</summary>
internal static class IncorporationServices
{
    internal static IServiceCollection AddIncorporation(this IServiceCollection services) => services
        .AddEService<IncorporateCompany>()
        .AddScoped<ProtectedParticulars>()
        .AddScoped<IncorporationCertificates>()
        .AddScoped<ICertificateSubject, IncorporationSubject>()
        .AddScoped<ICertificateSubject, BusinessSubject>()
        .AddCatalogueEntry(new CatalogueEntry(
            IncorporationForm.Code, "cr", ServiceKind.Transactional, $"{IncorporationForm.TextPrefix}.service", "/companies/incorporate",
            [Audience.BusinessAndTrade], [LifeEvent.StartingABusiness]));
}
