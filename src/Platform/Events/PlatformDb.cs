using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Platform.Events;

/// <summary>The kernel's own tables: stored events and their deliveries, claims on jobs, keys, changes of published data.</summary>
public sealed class PlatformDb(Unit unit) : ModuleDb(unit)
{
    private const string OnlyWaiting = "state = 'Waiting'";
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public override string Prefix => "platform";

    internal DbSet<StoredEvent> Events => Set<StoredEvent>();

    internal DbSet<Delivery> Deliveries => Set<Delivery>();

    internal DbSet<Jobs.JobRun> JobRuns => Set<Jobs.JobRun>();

    internal DbSet<Secrets.StoredKey> Keys => Set<Secrets.StoredKey>();

    internal DbSet<PublicPages.DataChange> DataChanges => Set<PublicPages.DataChange>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<StoredEvent>(e => e.ToTable("Events").HasKey(stored => stored.Id));
        model.Entity<Delivery>(e =>
        {
            e.ToTable("Deliveries").HasKey(delivery => new { delivery.Subscriber, delivery.EventId });
            e.HasIndex(delivery => new { delivery.Subscriber, delivery.EventId }).HasFilter(OnlyWaiting);
            e.HasIndex(delivery => new { delivery.Subscriber, delivery.Key, delivery.EventId }).HasFilter(OnlyWaiting);
        });
        model.Entity<Jobs.JobRun>(e => e.ToTable("JobRuns").HasKey(run => new { run.Job, run.DueAt }));
        model.Entity<Secrets.StoredKey>(e => e.ToTable("Keys").HasKey(key => key.Name));
        model.Entity<PublicPages.DataChange>(e => e.ToTable("DataChanges").HasIndex(change => change.Xact));
    }

    /// <returns>The event's name, and who hears it.</returns>
    internal (string Name, IReadOnlyList<string> Subscribers) Add(IEvent happened, EventSubscriptions subscriptions, DateTimeOffset now)
    {
        var name = Names.GetOrAdd(happened.GetType(), static type => (string)type.GetProperty(nameof(IEvent.Name), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);
        var stored = new StoredEvent
        {
            Id = Ids.New(),
            Name = name,
            Key = happened.Key,
            Json = JsonSerializer.Serialize(happened, happened.GetType(), JsonSerializerOptions.Web),
            HappenedAt = now,
        };
        Events.Add(stored);
        var subscribers = subscriptions.To(name);
        foreach (var subscriber in subscribers)
        {
            Deliveries.Add(new Delivery
            {
                EventId = stored.Id,
                Subscriber = subscriber,
                EventName = name,
                Key = stored.Key,
                State = DeliveryState.Waiting,
            });
        }

        return (name, subscribers);
    }
}

internal sealed class StoredEvent
{
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public required string Key { get; set; }
    public required string Json { get; set; }
    public DateTimeOffset HappenedAt { get; set; }
}

internal enum DeliveryState
{
    Waiting,
    Done,
    Parked,
}

internal sealed class Delivery
{
    public Guid EventId { get; set; }
    public required string Subscriber { get; set; }
    public required string EventName { get; set; }
    public required string Key { get; set; }
    public DeliveryState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>When it may be tried, in Unix milliseconds; while a node works on it, when that node's claim lapses.</summary>
    public long NextAt { get; set; }

    public string? Claim { get; set; }
    public string? LastError { get; set; }
}
