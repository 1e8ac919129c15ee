using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Catalogue.Contracts;
using OneStop.Documents.Contracts;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Registers.Contracts;

namespace OneStop.Filings.Definitions;

internal static class DefinitionServices
{
    public static void AddDefinitions(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = DefinitionFolder.From(configuration);
        var files = folder.Read(TimeProvider.System);
        services.AddSingleton(folder).AddSingleton(files);
        services.AddSingleton<Definitions>().AddSingleton<ICatalogueSource>(scope => scope.GetRequiredService<Definitions>());
        services.AddScoped<LoadDefinitions>().AddScoped<IPreparation>(scope => scope.GetRequiredService<LoadDefinitions>());
        services.AddScoped<SuggestAnswers>().AddScoped<ICertificateSubject, DefinedCertificateSubject>();
        services.AddDataTag<StoredDefinition>(CatalogueData.Family, row => row.Code);
        services.AddHealthChecks().AddCheck<DefinitionsHealth>("e-services");
        foreach (var (definition, register) in files.Where(file => file.Definition is not null).SelectMany(file => file.Definition!.File.Registers.Select(register => (file.Definition, register))).DistinctBy(one => one.register.Name))
        {
            services.AddRegister(new RegisterDefinition(register.Name, definition.File.Department, Definitions.RegisterPrefix(definition.Code, register.Name)));
        }

        if (folder.Trying)
        {
            services.AddSingleton<WatchDefinitions>().AddHostedService(scope => scope.GetRequiredService<WatchDefinitions>());
        }
    }
}
