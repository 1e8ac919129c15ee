using OneStop.Platform.Texts;

namespace OneStop.Catalogue.Contracts;

/// <summary>One e-service as the portal lists it (schema.org GovernmentService). Modules register theirs in their door: <c>services.AddCatalogueEntry(…)</c>.</summary>
/// <param name="Code">Stable, in addresses and usage figures: <c>incorporate-company</c>.</param>
/// <param name="Department">A code of <see cref="Department"/>: <c>cr</c>.</param>
/// <param name="TextPrefix">The module's texts below it: <c>.title</c>, <c>.summary</c>, <c>.who</c>, <c>.cost</c>, <c>.needed</c>, <c>.time</c>, <c>.keywords</c> (search synonyms, comma-separated).</param>
/// <param name="Path">Where the service begins, without the language: <c>/companies/incorporate</c>.</param>
public sealed record CatalogueEntry(
    string Code, string Department, ServiceKind Kind, string TextPrefix, string Path,
    IReadOnlyList<Audience> Audiences, IReadOnlyList<LifeEvent> LifeEvents);

public enum ServiceKind
{
    /// <summary>Tells: a search, a page, a feed.</summary>
    Informational,

    /// <summary>Does: a filing, a payment, a booking.</summary>
    Transactional,
}

public enum Audience
{
    Residents,
    BusinessAndTrade,
    NonResidents,
    Youth,
    Seniors,
}

public enum LifeEvent
{
    StartingABusiness,
    RunningABusiness,
    HavingAChild,
    StudyingAndTraining,
    FindingWork,
    MovingHome,
    Travelling,
    Retiring,
    Bereavement,
}

/// <param name="Code">Two to six lower-case letters: <c>cr</c>.</param>
public sealed record Department(string Code, LocalizedText Name);
