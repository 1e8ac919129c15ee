using OneStop.Catalogue.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Directory;

/// <summary>A way into the services: a life event, an audience, a department. Only those that have any.</summary>
internal sealed record ServiceGroup(string Name, string Note, string Address)
{
    internal static IReadOnlyList<ServiceGroup> Events(ServiceCatalogue catalogue, Text text) =>
        Groups<LifeEvent>(catalogue, text, "event", entry => entry.LifeEvents);

    internal static IReadOnlyList<ServiceGroup> Audiences(ServiceCatalogue catalogue, Text text) =>
        Groups<Audience>(catalogue, text, "audience", entry => entry.Audiences);

    internal static IReadOnlyList<ServiceGroup> Departments(ServiceCatalogue catalogue) =>
        [.. catalogue.Offering.Select(department => new ServiceGroup(department.Name.ToString(), "", SitePages.Address("/services?department=" + department.Code)))];

    private static List<ServiceGroup> Groups<T>(ServiceCatalogue catalogue, Text text, string kind, Func<CatalogueEntry, IReadOnlyList<T>> of)
        where T : struct, Enum =>
        [
            .. Enum.GetValues<T>()
                .Where(value => catalogue.Entries.Any(entry => of(entry).Contains(value)))
                .Select(value => ServiceFilter.Word(value))
                .Select(word => new ServiceGroup(text[$"catalogue.{kind}.{word}"], text[$"catalogue.{kind}.{word}.note"], SitePages.Address($"/services?{kind}={word}"))),
        ];
}
