using System.Collections.Concurrent;
using System.Security.Claims;
using OneStop.Accounts.Contracts;
using OneStop.Kit;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Tests;

/// <summary>Traders as the Accounts block knows them; who was given no mandate has none.</summary>
internal sealed class TestTraders : IOrganisations
{
    private static readonly ConcurrentDictionary<Guid, Organisation> All = new();
    private static readonly ConcurrentDictionary<Guid, List<(Mandate Mandate, string Right)>> Mandates = new();

    internal static Organisation NewOrganisation(string name)
    {
        var made = new Organisation(Ids.New(), ReferenceNumber.New("OR"), name, null, null);
        return All[made.Id] = made;
    }

    internal static void Give(Guid person, Mandate mandate, string right) => Mandates.GetOrAdd(person, _ => []).Add((mandate, right));

    public Task<Organisation?> FindAsync(Guid id, CancellationToken ct = default) => Task.FromResult(All.GetValueOrDefault(id));

    public Task<IReadOnlyDictionary<Guid, Organisation>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyDictionary<Guid, Organisation>>(ids.Where(All.ContainsKey).ToDictionary(id => id, id => All[id]));

    public Task<Organisation?> FindByNumberAsync(string number, CancellationToken ct = default) => Task.FromResult(All.Values.FirstOrDefault(one => one.Number == number));

    public Task<IReadOnlyList<Mandate>> MandatesAsync(ClaimsPrincipal caller, string right, CancellationToken ct = default) => MandatesAsync(caller.RequiredPersonId(), right, ct);

    public Task<IReadOnlyList<Mandate>> MandatesAsync(Guid personId, string right, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<Mandate>>([.. (Mandates.GetValueOrDefault(personId) ?? []).Where(given => given.Right == right).Select(given => given.Mandate)]);

    public Task<IReadOnlyList<Guid>> MembersWithAsync(Guid organisation, string right, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<Guid>>([.. Mandates.Where(person => person.Value.Any(given => given.Mandate.For.Id == organisation && given.Right == right)).Select(person => person.Key)]);
}

/// <param name="Person">Its one member.</param>
internal sealed record Trader(Guid Person, Organisation Organisation);

internal static class TradersAtWork
{
    /// <summary>An organisation with one member who may do what the right says.</summary>
    internal static Trader NewTrader(string name = "Harbour Garments Limited", params string[] rights)
    {
        var (person, organisation) = (Ids.New(), TestTraders.NewOrganisation(name));
        foreach (var right in rights.Length > 0 ? rights : ["road-cargo:lodge"])
        {
            TestTraders.Give(person, new Mandate(organisation, organisation), right);
        }

        return new Trader(person, organisation);
    }

    internal static Browser Browse(this TestApp app, Trader trader) => app.Browse(trader.Person);
}
