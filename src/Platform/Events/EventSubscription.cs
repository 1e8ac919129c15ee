using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Events;

/// <summary>One handler's interest in one event; its name is what deliveries are kept under, so renaming a handler is a change of data.</summary>
public sealed record EventSubscription(string EventName, string Subscriber, Func<IServiceProvider, string, CancellationToken, Task> HandleAsync)
{
    internal static EventSubscription For<TEvent, THandler>()
        where TEvent : class, IEvent
        where THandler : class, IEventHandler<TEvent> =>
        new(TEvent.Name, typeof(THandler).FullName!, (scope, json, ct) =>
            scope.GetRequiredService<THandler>().HandleAsync(JsonSerializer.Deserialize<TEvent>(json, JsonSerializerOptions.Web)!, ct));
}

public sealed class EventSubscriptions(IEnumerable<EventSubscription> all)
{
    private readonly FrozenDictionary<string, string[]> byEvent =
        all.GroupBy(subscription => subscription.EventName).ToFrozenDictionary(group => group.Key, group => group.Select(subscription => subscription.Subscriber).ToArray());

    private readonly FrozenDictionary<string, EventSubscription> bySubscriber =
        all.ToFrozenDictionary(subscription => subscription.Subscriber + "/" + subscription.EventName);

    /// <summary>Who hears an event of this name.</summary>
    internal IReadOnlyList<string> To(string eventName) => byEvent.GetValueOrDefault(eventName) ?? [];

    internal EventSubscription? Find(string subscriber, string eventName) => bySubscriber.GetValueOrDefault(subscriber + "/" + eventName);
}
