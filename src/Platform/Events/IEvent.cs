namespace OneStop.Platform.Events;

/// <summary>Something that happened, in the past tense: ids and facts, small and versioned. Stored with what caused it.</summary>
public interface IEvent
{
    /// <summary>The stored name with its version: <c>payments.payment-settled.v1</c>. Never changes once published.</summary>
    static abstract string Name { get; }

    /// <summary>Events with the same key reach each subscriber in the order they happened: usually the id of what it is about.</summary>
    string Key { get; }
}

/// <summary>
/// Hears an event at least once. Slow work (a PDF, a call to somebody's server) comes first, outside any transaction; the handler's
/// first write also marks the delivery done, in the same transaction: what one write changes is changed exactly once.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : IEvent
{
    Task HandleAsync(TEvent happened, CancellationToken ct);
}
