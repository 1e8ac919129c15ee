using OneStop.Platform.PublicPages;

namespace OneStop.Catalogue.Contracts;

/// <summary>Brings entries that are not known when the program is put together: e-services defined in files. Asked once, when everything is prepared.</summary>
public interface ICatalogueSource
{
    IReadOnlyList<CatalogueEntry> Entries { get; }
}

/// <summary>What a public page that shows the catalogue's words depends on: who keeps such words in a table names its rows by this family.</summary>
public static class CatalogueData
{
    public const string Family = "catalogue.entries";

    public static readonly DataTag Entries = new(Family);
}
