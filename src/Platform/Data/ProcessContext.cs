namespace OneStop.Platform.Data;

/// <summary>Who acts: a person, an officer, another program, or the system itself (a job, an event).</summary>
/// <param name="Kind">person, officer, client or system</param>
/// <param name="Id">The person's id; null for the system.</param>
/// <param name="Name">A job's or program's name; an officer's posts (<c>cr:registrar</c>, several with commas); empty for people, whose id is enough.</param>
public sealed record Actor(ActorKind Kind, Guid? Id, string Name)
{
    public static Actor System(string name) => new(ActorKind.System, null, name);
}

public enum ActorKind
{
    System,
    Person,
    Officer,
    Client,
}

/// <summary>What runs in this scope and for whom; a write carries it along, so audit lines fill themselves in.</summary>
public sealed class ProcessContext
{
    public Actor Actor { get; set; } = Actor.System("start");

    /// <summary>The trace id of the request or job, so that an audit line finds its logs.</summary>
    public string Trace { get; set; } = "";

    /// <summary>The event delivery this scope works off, marked done by its first write.</summary>
    internal Events.CurrentDelivery? Delivery { get; set; }
}
