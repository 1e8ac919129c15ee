using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Catalogue.Contracts;

/// <summary>Every e-service and department of the government.</summary>
public interface ICatalogue
{
    IReadOnlyList<CatalogueEntry> Entries { get; }

    CatalogueEntry? Find(string code);

    /// <summary>The department of the code; a department that nobody named shows its code.</summary>
    Department Department(string code);
}

public static class CatalogueServices
{
    public static IServiceCollection AddCatalogueEntry(this IServiceCollection services, CatalogueEntry entry) => services.AddSingleton(entry);
}
