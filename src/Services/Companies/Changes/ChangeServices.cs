using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Catalogue.Contracts;
using OneStop.Companies.Contracts;
using OneStop.Companies.Orders;
using OneStop.Companies.Watching;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Modules;

namespace OneStop.Companies.Changes;

/// <summary>What changes of companies add to the module.</summary>
internal static class ChangeServices
{
    internal static IServiceCollection AddChanges(this IServiceCollection services)
    {
        foreach (var form in ChangeForms.All)
        {
            services.AddScoped<IEService>(scope => ActivatorUtilities.CreateInstance<FileChange>(scope, form));
            services.AddCatalogueEntry(new CatalogueEntry(
                form.Code, "cr", ServiceKind.Transactional, $"{form.TextPrefix}.service", "/companies/file", [Audience.BusinessAndTrade], [LifeEvent.RunningABusiness]));
        }

        services.AddDemoData<DemoOfficers>();
        services.AddJob<RemindOfReturns>("companies.remind-of-returns", "0 0 9 * * ?");
        services.AddEventHandler<CompanyChanged, TellWatchers>();
        services.AddEventHandler<PaymentSettled, DeliverOrder>();
        foreach (var kind in (string[])[FiledDocuments.Kind, DeliverOrder.ParticularsKind, DeliverOrder.CertifiedKind])
        {
            services.AddScoped<ICertificateSubject>(scope => ActivatorUtilities.CreateInstance<DocumentSubject>(scope, kind));
        }

        return services
            .AddOrganisationRight(new OrganisationRight(FilingAuthority.Right, "companies.right.file"))
            .AddScoped<FilingAuthority>().AddScoped<OfficerAccounts>().AddScoped<CheckChange>().AddScoped<RegisterChange>()
            .AddScoped<Differences>().AddScoped<FiledDocuments>().AddScoped<Baskets>().AddScoped<BeginChange>();
    }
}
