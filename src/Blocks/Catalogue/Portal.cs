using OneStop.Catalogue.Contracts;
using OneStop.Catalogue.Directory;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Texts;

namespace OneStop.Catalogue;

/// <summary>The portal's own pages. They show what the modules brought and the departments of the day, so only midnight changes them.</summary>
internal sealed class Portal(ServiceCatalogue catalogue) : IPublication
{
    public static string Code => "catalogue.portal";

    public static IReadOnlyList<DataTag> DependsOn => [CatalogueData.Entries];

    public Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Page("/").Page("/services").Page("/departments");
        foreach (var department in catalogue.Offering)
        {
            edition.Page("/services", $"department={department.Code}");
        }

        PageOfEach<LifeEvent>(edition, "event", entry => entry.LifeEvents);
        PageOfEach<Audience>(edition, "audience", entry => entry.Audiences);
        foreach (var entry in catalogue.Entries)
        {
            edition.Page($"/services/{entry.Code}");
        }

        edition.HoldsUntil(HongKong.Midnight(edition.Now));
        return Task.CompletedTask;
    }

    private void PageOfEach<T>(Edition edition, string parameter, Func<CatalogueEntry, IReadOnlyList<T>> of)
        where T : struct, Enum
    {
        foreach (var value in catalogue.Entries.SelectMany(of).Distinct())
        {
            edition.Page("/services", $"{parameter}={ServiceFilter.Word(value)}");
        }
    }
}
