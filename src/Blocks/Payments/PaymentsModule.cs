using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Payments.Attempts;
using OneStop.Payments.Bills;
using OneStop.Payments.Contracts;
using OneStop.Payments.Idempotency;
using OneStop.Payments.Ledger;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Providers;
using OneStop.Payments.Receipts;
using OneStop.Payments.Reconciliation;
using OneStop.Payments.Refunds;
using OneStop.Payments.Simulator;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;

namespace OneStop.Payments;

/// <summary>Asks people for money on behalf of the departments, keeps account of it, and gives it back.</summary>
public sealed class PaymentsModule : IModule
{
    private bool hasSimulator;

    public string Name => "Payments";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<PaymentsDb>();
        services.AddSingleton(PaymentsOptions.From(configuration));
        services.AddScoped<IPayments, PaymentRequests>();
        services.AddScoped<PayerNotices>().AddScoped<Transitions>();
        services.AddScoped<GeneralLedger>().AddScoped<Journal>().AddScoped<ReceiptNumbers>();
        services.AddScoped<StartAttempt>().AddScoped<OpenCheckout>().AddScoped<CheckAttempt>().AddScoped<TakeTruth>();
        services.AddScoped<RefundRequests>().AddScoped<SendRefund>().AddScoped<DecideRefund>();
        services.AddScoped<ReceiveCallback>().AddScoped<IdempotentRequests>().AddScoped<CompareBooks>();
        services.AddSingleton<ReconcilerSignal>().AddHostedService<Reconciler>();
        services.AddJob<VerifyLedger>("payments.verify-ledger", "0 30 2 * * ?");
        services.AddJob<CompareYesterday>("payments.compare-books", "0 15 3 * * ?");
        services.AddJob<ForgetKeys>("payments.forget-keys", "0 45 3 * * ?");

        hasSimulator = configuration.GetValue<bool>("Payments:Simulator");
        if (hasSimulator)
        {
            services.AddSimulator(configuration);
        }

        AddNavigation(services);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        PaymentsApi.Map(routes);
        LedgerApi.Map(routes);
        ReceiveCallback.Map(routes);
        if (hasSimulator)
        {
            routes.MapSimulator();
        }
    }

    private static void AddNavigation(IServiceCollection services)
    {
        (string Key, string Path)[] links = [("payments.search.link", "/payments"), ("payments.refunds.link", "/refunds"), ("payments.ledger.link", "/ledger"), ("payments.reconciliation.link", "/reconciliation")];
        foreach (var (link, i) in links.Select((link, i) => (link, i)))
        {
            services.AddNavigation(new NavigationLink(link.Key, link.Path, NavigationPlace.Header, 60 + i, person => person.IsOfficerOf("try", "cashier")));
        }
    }
}
