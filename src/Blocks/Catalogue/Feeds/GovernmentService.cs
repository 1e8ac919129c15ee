using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using OneStop.Catalogue.Contracts;
using OneStop.Catalogue.Directory;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Feeds;

/// <summary>An entry in schema.org's words: https://schema.org/GovernmentService.</summary>
internal sealed record GovernmentService(
    [property: JsonPropertyName("@context")] string Context,
    [property: JsonPropertyName("@type")] string Type,
    [property: JsonPropertyName("@id")] string Id,
    string Identifier,
    IReadOnlyList<LanguageText> Name,
    IReadOnlyList<LanguageText> Description,
    string ServiceType,
    Organisation ServiceOperator,
    IReadOnlyList<AudienceType> Audience,
    IReadOnlyList<Channel> AvailableChannel,
    string AreaServed)
{
    internal static GovernmentService Of(CatalogueEntry entry, ICatalogue catalogue, Text text, HttpContext context) => new(
        "https://schema.org", nameof(GovernmentService), context.SiteAddress($"/api/services/{entry.Code}"), entry.Code,
        Texts(text.All(entry.TextPrefix + ".title")), Texts(text.All(entry.TextPrefix + ".summary")),
        Words.Dashed(entry.Kind.ToString()),
        new Organisation("GovernmentOrganization", Texts(catalogue.Department(entry.Department).Name)),
        [.. entry.Audiences.Select(audience => new AudienceType("Audience", ServiceFilter.Word(audience)))],
        [.. Lang.All.Select(lang => new Channel("ServiceChannel", context.SiteAddress(SitePages.Address($"/services/{entry.Code}", lang)), lang.Code))],
        "HK");

    private static IReadOnlyList<LanguageText> Texts(LocalizedText text) => [.. Lang.All.Select(lang => new LanguageText(lang.Code, text.In(lang)))];
}

internal sealed record LanguageText([property: JsonPropertyName("@language")] string Language, [property: JsonPropertyName("@value")] string Value);

internal sealed record Organisation([property: JsonPropertyName("@type")] string Type, IReadOnlyList<LanguageText> Name);

internal sealed record AudienceType([property: JsonPropertyName("@type")] string Type, [property: JsonPropertyName("audienceType")] string Word);

internal sealed record Channel([property: JsonPropertyName("@type")] string Type, string ServiceUrl, string AvailableLanguage);
