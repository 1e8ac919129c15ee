namespace OneStop.Platform.Jobs;

/// <summary>Work on a schedule. One node runs each due time; it is safe to repeat.</summary>
public interface IScheduledJob
{
    Task RunAsync(CancellationToken ct);
}

/// <param name="Name">Unique; claims are kept under it.</param>
/// <param name="Cron">A Quartz cron expression, in Hong Kong time.</param>
/// <param name="Type">The job's class.</param>
public sealed record JobSchedule(string Name, string Cron, Type Type);
