using OneStop.Catalogue.Contracts;
using OneStop.Catalogue.Departments;

namespace OneStop.Catalogue.Directory;

/// <summary>The entries that the modules brought, in the order of the Host's list, then those of the sources.</summary>
internal sealed class ServiceCatalogue(IEnumerable<CatalogueEntry> entries, IEnumerable<ICatalogueSource> sources, DepartmentList departments) : ICatalogue
{
    private readonly Lazy<Known> known = new(() => new Known([.. entries, .. sources.SelectMany(source => source.Entries)]));

    public IReadOnlyList<CatalogueEntry> Entries => known.Value.Entries;

    /// <summary>The departments that offer something here, in the list's order.</summary>
    internal IReadOnlyList<Department> Offering => [.. departments.Today.Where(department => Entries.Any(entry => entry.Department == department.Code))];

    public CatalogueEntry? Find(string code) => known.Value.ByCode.GetValueOrDefault(code);

    public Department Department(string code) => departments.Find(code);

    private sealed record Known(IReadOnlyList<CatalogueEntry> Entries)
    {
        public Dictionary<string, CatalogueEntry> ByCode { get; } = Entries.ToDictionary(entry => entry.Code, StringComparer.Ordinal);
    }
}
