using System.Security.Claims;
using OneStop.Accounts.Contracts;

namespace OneStop.RoadCargo.Bundles;

/// <summary>For which organisations' trucks a caller acts.</summary>
internal sealed class Truckers(IOrganisations organisations)
{
    internal const string Right = "road-cargo:bundle";

    internal async Task<IReadOnlyList<Organisation>> OfAsync(ClaimsPrincipal caller, CancellationToken ct) =>
        [.. (await organisations.MandatesAsync(caller, Right, ct)).Select(mandate => mandate.For)];

    /// <param name="number">The organisation's; null for the first.</param>
    internal async Task<Organisation?> OneAsync(ClaimsPrincipal caller, string? number, CancellationToken ct)
    {
        var all = await OfAsync(caller, ct);
        return string.IsNullOrWhiteSpace(number) ? all.FirstOrDefault() : all.FirstOrDefault(one => one.Number == Platform.Identifiers.ReferenceNumber.Parse(number));
    }
}
