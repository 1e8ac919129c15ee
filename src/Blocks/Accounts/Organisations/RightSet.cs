using OneStop.Accounts.Contracts;

namespace OneStop.Accounts.Organisations;

/// <summary>Rights as one text, parted by spaces, each once and in order.</summary>
internal static class RightSet
{
    internal static string Of(IEnumerable<string> rights) => string.Join(' ', rights.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    internal static string[] Open(string rights) => rights.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal static bool Holds(string rights, string right) => Open(rights).Contains(right, StringComparer.Ordinal);

    internal static bool Administers(string rights) => Holds(rights, OrganisationRights.Administer);
}

/// <summary>Every right there is to give; administering is the organisation's own and goes to people alone.</summary>
internal sealed class KnownRights(IEnumerable<OrganisationRight> rights)
{
    public IReadOnlyList<OrganisationRight> OfServices { get; } = [.. rights.OrderBy(right => right.Code, StringComparer.Ordinal)];

    public IReadOnlyList<OrganisationRight> OfPeople => [.. OfServices, new(OrganisationRights.Administer, "accounts.organisations.right.administer")];

    /// <summary>Those chosen that are there to be given.</summary>
    public string Chosen(IEnumerable<string> typed, bool toPeople) => RightSet.Of(typed.Intersect((toPeople ? OfPeople : OfServices).Select(right => right.Code)));
}
