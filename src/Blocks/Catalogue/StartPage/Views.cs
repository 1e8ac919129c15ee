using OneStop.Catalogue.Contracts;

namespace OneStop.Catalogue.StartPage;

/// <summary>Tells those who count (<see cref="IServiceViews"/>) that a service was looked at.</summary>
internal sealed class Views(IEnumerable<IServiceViews> counters)
{
    private readonly IServiceViews[] counters = [.. counters];

    internal void Add(string service, bool byProgram)
    {
        foreach (var counter in counters)
        {
            counter.Viewed(service, byProgram);
        }
    }
}
