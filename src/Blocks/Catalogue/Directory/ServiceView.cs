using OneStop.Catalogue.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Directory;

/// <summary>An entry as the pages show it, in the reader's language.</summary>
internal sealed record ServiceView(CatalogueEntry Entry, string Title, string Summary, string Department)
{
    internal static ServiceView Of(CatalogueEntry entry, ICatalogue catalogue, Text text) => new(
        entry, text[entry.TextPrefix + ".title"], text[entry.TextPrefix + ".summary"], catalogue.Department(entry.Department).Name.ToString());

    internal string Address => SitePages.Address("/services/" + Entry.Code);
}
