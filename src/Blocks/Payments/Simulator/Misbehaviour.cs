using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Payments.Simulator;

/// <summary>Makes the merchant's calls slow, hang or fail, as a payment's faults say: only the first call of a kind for a payment or refund.</summary>
internal sealed class Misbehaviour(SimulatorDb read, Writes writes, SimulatorOptions options, TimeProvider time)
{
    /// <summary>The faults of a payment, drawn when the merchant first asks for it.</summary>
    public async Task<IReadOnlySet<Fault>> DrawAsync(string merchantReference, CancellationToken ct)
    {
        var settings = await SettingsAsync(ct);
        var (call, _) = await writes.RunAsync(write => MarkAsync(write, "draw", merchantReference, number => settings.Seed is { } seed
            ? Faults.Write(Faults.Read(settings.Faults).Union(Faults.Draw(seed, number, settings.Rate)))
            : settings.Faults, ct), ct);
        return Faults.Read(call.Faults);
    }

    public async Task<SimulatorSettings> SettingsAsync(CancellationToken ct) =>
        await read.Settings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new SimulatorSettings { Faults = Faults.Write(options.Faults), Seed = options.Seed, Rate = options.Rate };

    public async Task<IResult> RunAsync(HttpContext context, string operation, string reference, IReadOnlySet<Fault> faults, Func<Task<IResult>> effect)
    {
        var ct = context.RequestAborted;
        if (faults.Contains(Fault.Slow))
        {
            await Task.Delay(options.SlowTime, time, ct);
        }

        var isFirst = faults.Overlaps([Fault.TimeoutBefore, Fault.TimeoutAfter, Fault.ErrorAfter]) &&
            (await writes.RunAsync(write => MarkAsync(write, operation, reference, _ => "", ct), ct)).IsNew;
        if (isFirst && faults.Contains(Fault.TimeoutBefore))
        {
            return await HangAsync(ct);
        }

        var answer = await effect();
        return !isFirst ? answer
            : faults.Contains(Fault.TimeoutAfter) ? await HangAsync(ct)
            : Results.Problem(statusCode: StatusCodes.Status500InternalServerError, title: "Something went wrong after all was done.");
    }

    private async Task<IResult> HangAsync(CancellationToken ct)
    {
        await Task.Delay(options.HangTime, time, ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return Results.StatusCode(StatusCodes.Status504GatewayTimeout);
    }

    private static async Task<(FirstCall Call, bool IsNew)> MarkAsync(Write write, string operation, string reference, Func<long, string> faults, CancellationToken ct)
    {
        await write.LockAsync($"simulated-calls:{operation}", ct);
        var db = write.Get<SimulatorDb>();
        if (await db.Calls.SingleOrDefaultAsync(call => call.Operation == operation && call.Reference == reference, ct) is { } standing)
        {
            return (standing, false);
        }

        var number = 1 + (await db.Calls.Where(call => call.Operation == operation).MaxAsync(call => (long?)call.Number, ct) ?? 0);
        var call = new FirstCall { Operation = operation, Reference = reference, Number = number, Faults = faults(number) };
        db.Calls.Add(call);
        return (call, true);
    }
}
