using System.Security.Claims;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Traders;

/// <summary>The rights that organisations give their members, programs and agents here.</summary>
internal static class TraderRights
{
    /// <summary>Lodges, sees, amends and cancels consignments.</summary>
    internal const string Lodge = "road-cargo:lodge";
}

/// <param name="Trader">For whom the caller acts; null with a problem.</param>
/// <param name="IsForbidden">The caller acts for nobody here, whatever they say.</param>
internal sealed record TraderFound(Guid? Trader, RuleProblem? Problem = null, bool IsForbidden = false);

/// <summary>For which organisation somebody acts: the one they name, or the only one there is.</summary>
internal sealed class TraderOf(IOrganisations organisations)
{
    /// <param name="named">Its id or number; null for the caller's only one.</param>
    internal async Task<TraderFound> FindAsync(ClaimsPrincipal caller, string? named, CancellationToken ct)
    {
        // A program mostly acts for its own organisation: its credential says all.
        if (caller.ClientOrganisation() is { } own && caller.IsClientWith(TraderRights.Lodge) && (string.IsNullOrWhiteSpace(named) || (Guid.TryParse(named, out var id) && id == own)))
        {
            return new(own);
        }

        return Choose(await organisations.MandatesAsync(caller, TraderRights.Lodge, ct), named);
    }

    internal async Task<TraderFound> FindAsync(Guid person, string? named, CancellationToken ct) =>
        Choose(await organisations.MandatesAsync(person, TraderRights.Lodge, ct), named);

    private static TraderFound Choose(IReadOnlyList<Mandate> mandates, string? named)
    {
        if (mandates.Count == 0)
        {
            return new(null, new("trader", "trader.none", "roadcargo.problem.trader.none"), IsForbidden: true);
        }

        if (!string.IsNullOrWhiteSpace(named))
        {
            var number = ReferenceNumber.Parse(named.Length > 100 ? null : named);
            return mandates.FirstOrDefault(mandate => (Guid.TryParse(named, out var id) && mandate.For.Id == id) || mandate.For.Number == number) is { } found
                ? new(found.For.Id)
                : new(null, new("trader", "trader.not-yours", "roadcargo.problem.trader.not-yours"), IsForbidden: true);
        }

        var ownOnly = mandates.Where(mandate => !mandate.IsDelegated).ToList();
        return mandates.Count == 1 ? new(mandates[0].For.Id)
            : ownOnly.Count == 1 ? new(ownOnly[0].For.Id)
            : new(null, new("trader", "trader.which", "roadcargo.problem.trader.which") { Args = [string.Join(", ", mandates.Select(mandate => $"{mandate.For.Number} ({mandate.For.Name.En})"))] });
    }
}
