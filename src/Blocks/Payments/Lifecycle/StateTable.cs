using System.Globalization;
using System.Text;

namespace OneStop.Payments.Lifecycle;

/// <summary>One row: from a state, by something that happened, to a state, telling this event.</summary>
/// <param name="Emits">The event published in the same write; null for none.</param>
/// <param name="Correction">We thought otherwise before: only the provider's own word may take this edge.</param>
internal sealed record Edge<TState, TEvent>(TState From, TEvent Event, TState To, Type? Emits = null, bool Correction = false);

/// <summary>All transitions of one kind of thing. What is not in the table cannot happen.</summary>
internal sealed class StateTable<TState, TEvent>(string name, IReadOnlyList<Edge<TState, TEvent>> edges)
    where TState : struct, Enum
    where TEvent : struct, Enum
{
    public string Name => name;

    public IReadOnlyList<Edge<TState, TEvent>> Edges => edges;

    public Edge<TState, TEvent> Take(TState from, TEvent happened, bool evidence)
    {
        var edge = edges.FirstOrDefault(edge => edge.From.Equals(from) && edge.Event.Equals(happened))
            ?? throw new ImpossibleTransitionException($"A {name} that is {from} cannot take {happened}.");
        return !edge.Correction || evidence
            ? edge
            : throw new ImpossibleTransitionException($"A {name} that is {from} takes {happened} on the provider's word only.");
    }

    /// <summary>The table as it stands in the README: a line for each state; † takes the provider's word.</summary>
    public string Draw()
    {
        var drawn = new StringBuilder($"| {name} | what happens → what it is then, *what is told* |\n|---|---|\n");
        foreach (var from in edges.GroupBy(edge => edge.From))
        {
            var ways = from.Select(edge => $"{edge.Event}{(edge.Correction ? "†" : "")} → {edge.To}{(edge.Emits is { } told ? $", *{told.Name}*" : "")}");
            drawn.Append(CultureInfo.InvariantCulture, $"| {from.Key} | {string.Join("; ", ways)} |\n");
        }

        return drawn.ToString();
    }
}

internal sealed class ImpossibleTransitionException(string message) : Exception(message);
