using OneStop.Accounts.Contracts;
using OneStop.Kit;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests;

/// <summary>Two forecasters on duty, known by name.</summary>
internal sealed class TestForecasters : IPeople
{
    internal static readonly Guid First = Ids.New();
    internal static readonly Guid Second = Ids.New();

    private static readonly Dictionary<Guid, string> Names = new() { [First] = "Fay First", [Second] = "Sam Second" };

    public Task<Person?> FindAsync(Guid id, CancellationToken ct = default) =>
        Task.FromResult(Names.TryGetValue(id, out var name) ? new Person(id, name, $"{id}@demo.example", Lang.English) : null);

    public Task<Person?> FindByEmailAsync(string email, CancellationToken ct = default) => Task.FromResult<Person?>(null);

    public async Task<IReadOnlyDictionary<Guid, Person>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
    {
        var found = new Dictionary<Guid, Person>();
        foreach (var id in ids)
        {
            if (await FindAsync(id, ct) is { } person)
            {
                found[id] = person;
            }
        }

        return found;
    }
}

internal static class ForecastersAtWork
{
    internal static Browser First(this TestApp app) => app.Browse(TestForecasters.First, ["hko:forecaster"]);

    internal static Browser Second(this TestApp app) => app.Browse(TestForecasters.Second, ["hko:forecaster"]);
}
