using OneStop.Accounts;
using OneStop.Audit;
using OneStop.Cases;
using OneStop.Catalogue;
using OneStop.Companies;
using OneStop.Documents;
using OneStop.Filings;
using OneStop.Notifications;
using OneStop.Observatory;
using OneStop.Payments;
using OneStop.Platform.Modules;
using OneStop.Registers;
using OneStop.RoadCargo;
using OneStop.Usage;

namespace OneStop.Host;

/// <summary>The table of contents: every block and every service of this government.</summary>
internal static class Modules
{
    internal static IReadOnlyList<IModule> All { get; } =
    [
        new AuditModule(),
        new NotificationsModule(),
        new AccountsModule(),
        new CatalogueModule(),
        new UsageModule(),
        new DocumentsModule(),
        new RegistersModule(),
        new PaymentsModule(),
        new CasesModule(),
        new FilingsModule(),

        new CompaniesModule(),
        new ObservatoryModule(),
        new RoadCargoModule(),
    ];
}
