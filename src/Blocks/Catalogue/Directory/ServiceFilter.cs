using OneStop.Catalogue.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Directory;

/// <summary>Which services a list shows. Words in addresses are the enums' with dashes: <c>starting-a-business</c>.</summary>
internal sealed record ServiceFilter(Audience? Audience, LifeEvent? Event, string? Department)
{
    /// <summary>Null where a word is unknown.</summary>
    internal static ServiceFilter? Read(string? audience, string? lifeEvent, string? department)
    {
        var (whom, when) = (Find<Audience>(audience), Find<LifeEvent>(lifeEvent));
        return (whom is null && !string.IsNullOrEmpty(audience)) || (when is null && !string.IsNullOrEmpty(lifeEvent))
            ? null
            : new ServiceFilter(whom, when, string.IsNullOrEmpty(department) ? null : department);
    }

    internal bool Takes(CatalogueEntry entry) =>
        (Audience is not { } audience || entry.Audiences.Contains(audience))
        && (Event is not { } lifeEvent || entry.LifeEvents.Contains(lifeEvent))
        && (Department is null || entry.Department == Department);

    internal static string Word<T>(T value)
        where T : struct, Enum => Words.Dashed(value.ToString());

    private static T? Find<T>(string? word)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Word(value) == word).Select(value => (T?)value).FirstOrDefault();
}
