using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Cases.Contracts;
using OneStop.Filings.Api;
using OneStop.Filings.Contracts;
using OneStop.Filings.Definitions;
using OneStop.Filings.Drafts;
using OneStop.Filings.Life;
using OneStop.Filings.Signing;
using OneStop.Filings.Tracking;
using OneStop.Payments.Contracts;
using OneStop.Platform.Modules;
using OneStop.Platform.Web;

namespace OneStop.Filings;

/// <summary>E-services by definition: drafts, signing, submission, tracking; the filing's life.</summary>
public sealed class FilingsModule : IModule
{
    public string Name => "Filings";

    /// <summary>The JSON Schema of files that define e-services.</summary>
    public static string EServiceSchema => FileSchema.Text;

    /// <summary>Writes what is wrong with files that define e-services, one problem to a line; 0 where nothing is.</summary>
    public static int CheckEServices(IReadOnlyList<string> files, TextWriter output) => CheckFiles.Run(files, output);

    /// <summary>Whose officers decide on the file's filings (<c>lcsd:librarian</c>); null where a rule decides on all.</summary>
    public static string? DeskOfEService(string file) =>
        ReadFile.From(file, TimeProvider.System).Definition?.File is { Decision.Officers: { } officers } read ? $"{read.Department}:{officers.Role}" : null;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<FilingsDb>().AddSingleton(FilingOptions.From(configuration));
        services.AddDefinitions(configuration);
        services.AddScoped<EServices>().AddScoped<Dossiers>().AddScoped<IFilings, FilingLookup>().AddScoped<ICaseSubject, FilingAsCaseSubject>();
        services.AddScoped<StartDraft>().AddScoped<SaveAnswers>().AddScoped<DeleteDraft>().AddScoped<KeepUpload>();
        services.AddScoped<CheckFiling>().AddScoped<SubmitFiling>().AddScoped<GoOn>().AddScoped<FilingSteps>().AddScoped<LeaveFiling>().AddScoped<MoneyBack>();
        services.AddScoped<AskSignatures>().AddScoped<SignatureRequests>().AddScoped<SignFiling>().AddScoped<RemindSignatory>();
        services.AddScoped<MyFilings>().AddScoped<FilingDesk>();
        services.AddEventHandler<FilingSubmitted, DecideFiling>().AddEventHandler<FilingApproved, FulfilFiling>();
        services.AddEventHandler<CaseDecided, HearCaseDecided>();
        services.AddEventHandler<PaymentSettled, HearPaymentSettled>().AddEventHandler<PaymentRefunded, HearPaymentRefunded>().AddEventHandler<PaymentReversed, HearPaymentReversed>();
        services.AddJob<ReconcileFilings>("filings.reconcile", "0/30 * * * * ?");
        services.AddNavigation(new NavigationLink("filings.mine.link", "/filings", NavigationPlace.Header, 20, person => person.PersonId() is not null));
        if (configuration.GetValue("Jobs", true))
        {
            services.AddHostedService<ReconcileAtStart>();
        }
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        FilingsApi.Map(routes);
        DefinitionsApi.Map(routes);
    }
}
