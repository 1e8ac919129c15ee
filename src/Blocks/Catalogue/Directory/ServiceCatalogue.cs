using OneStop.Catalogue.Contracts;
using OneStop.Catalogue.Departments;

namespace OneStop.Catalogue.Directory;

/// <summary>The entries that the modules brought, in the order of the Host's list.</summary>
internal sealed class ServiceCatalogue : ICatalogue
{
    private readonly DepartmentList departments;
    private readonly Dictionary<string, CatalogueEntry> byCode;

    public ServiceCatalogue(IEnumerable<CatalogueEntry> entries, DepartmentList departments)
    {
        this.departments = departments;
        Entries = [.. entries];
        byCode = Entries.ToDictionary(entry => entry.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>The departments that offer something here, in the list's order.</summary>
    internal IReadOnlyList<Department> Offering => [.. departments.Today.Where(department => Entries.Any(entry => entry.Department == department.Code))];

    public CatalogueEntry? Find(string code) => byCode.GetValueOrDefault(code);

    public Department Department(string code) => departments.Find(code);
}
