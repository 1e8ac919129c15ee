using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Accounts;
using OneStop.Audit;
using OneStop.Cases;
using OneStop.Catalogue;
using OneStop.Documents;
using OneStop.Filings;
using OneStop.Notifications;
using OneStop.Payments;
using OneStop.Platform;
using OneStop.Platform.Modules;
using OneStop.Registers;
using OneStop.Usage;

namespace OneStop.Bench.Permit;

/// <summary>A government of all the blocks and one e-service, in a process of its own: <c>OneStop.Bench serve --data DIR …</c>.</summary>
internal static class PermitOffice
{
    private static readonly IReadOnlyList<IModule> Modules =
    [
        new AuditModule(), new NotificationsModule(), new AccountsModule(), new CatalogueModule(), new UsageModule(),
        new DocumentsModule(), new RegistersModule(), new PaymentsModule(), new CasesModule(), new FilingsModule(), new BenchModule(),
    ];

    internal static async Task ServeAsync(string[] options)
    {
        await using var app = OneStopApp.Build(options, Modules, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await app.PrepareAsync();
        await app.RunAsync();
    }
}
