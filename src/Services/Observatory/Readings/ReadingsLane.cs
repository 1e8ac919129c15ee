using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Readings;

/// <summary>
/// Readings from all senders of this node share writes: whatever waits goes together, and each is answered after the one durable commit.
/// No timer: a lone reading goes at once. A full lane is answered with 503 and Retry-After.
/// </summary>
internal sealed class ReadingsLane(IServiceScopeFactory scopes, TimeProvider time) : BackgroundService
{
    private const int Group = 5_000;
    private const int Capacity = 1_024;
    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    internal Task<TakenReading[]> TakeAsync(IReadOnlyList<IncomingReading> readings)
    {
        if (readings.Count == 0)
        {
            return Task.FromResult<TakenReading[]>([]);
        }

        var waiting = new Waiting(readings);
        if (!queue.Writer.TryWrite(waiting))
        {
            throw new LaneFullException();
        }

        return waiting.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        var group = new List<Waiting>();
        while (await queue.Reader.WaitToReadAsync(ct))
        {
            group.Clear();
            for (var readings = 0; readings < Group && queue.Reader.TryRead(out var next); readings += next.Readings.Count)
            {
                group.Add(next);
            }

            await StoreAsync(group);
        }
    }

    public override async Task StopAsync(CancellationToken ct)
    {
        // What was taken in is stored before the program ends.
        queue.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(ct);
        await base.StopAsync(ct);
    }

    private async Task StoreAsync(List<Waiting> group)
    {
        try
        {
            var results = await StoreAsync([.. group.SelectMany(waiting => waiting.Readings)]);
            var from = 0;
            foreach (var waiting in group)
            {
                waiting.Done.TrySetResult(results[from..(from + waiting.Readings.Count)]);
                from += waiting.Readings.Count;
            }
        }
        catch (Exception e) when (group.Count == 1)
        {
            group[0].Done.TrySetException(e);
        }
        catch (Exception)
        {
            // One sender's trouble must not be its neighbours'.
            foreach (var waiting in group)
            {
                await StoreAsync([waiting]);
            }
        }
    }

    private async Task<TakenReading[]> StoreAsync(IReadOnlyList<IncomingReading> readings)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("readings");
        return await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write => new StoreReadings(write, time).RunAsync(readings, CancellationToken.None));
    }

    private sealed record Waiting(IReadOnlyList<IncomingReading> Readings)
    {
        public TaskCompletionSource<TakenReading[]> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
