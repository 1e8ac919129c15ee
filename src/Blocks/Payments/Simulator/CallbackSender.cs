using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;

namespace OneStop.Payments.Simulator;

/// <summary>Wakes the sender as soon as a callback is stored.</summary>
internal sealed class CallbackSignal
{
    private readonly SemaphoreSlim raised = new(0);

    public void Raise() => raised.Release();

    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (await raised.WaitAsync(atMost, ct))
        {
            while (raised.Wait(0, CancellationToken.None))
            {
            }
        }
    }
}

/// <summary>The company's own durable sender: delivers each stored callback over HTTP until it is answered with success, for three days.</summary>
internal sealed partial class CallbackSender(
    IServiceScopeFactory scopes, IHttpClientFactory clients, SimulatorKeys keys, SimulatorOptions options, CallbackSignal signal, TimeProvider time, ILogger<CallbackSender> log)
    : BackgroundService
{
    public const string ClientName = "simulator-callbacks";
    private const int AtOnce = 64;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await InScopeAsync(scope => scope.GetRequiredService<SimulatedCompany>().ReverseDueAsync(stopping));
                if (!await SendDueAsync(null, stopping))
                {
                    await signal.WaitAsync(options.RetryTime, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogLoopFailed(e);
                await Task.Delay(options.RetryTime, CancellationToken.None);
            }
        }
    }

    /// <summary>Sends what is due (of one payment, or of all); false where nothing was.</summary>
    public async Task<bool> SendDueAsync(Guid? paymentId, CancellationToken ct)
    {
        var due = await ClaimAsync(paymentId, ct);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (callback, ct) => await SendAsync(callback, ct));
        return due.Count > 0;
    }

    private async Task<List<OutgoingCallback>> ClaimAsync(Guid? paymentId, CancellationToken ct)
    {
        List<OutgoingCallback> due = [];
        await InScopeAsync(async scope =>
        {
            var now = time.GetUtcNow();
            if (!await scope.GetRequiredService<SimulatorDb>().Callbacks.AnyAsync(callback => callback.State == CallbackState.Waiting && callback.DueAt <= now, ct))
            {
                return;
            }

            due = await scope.GetRequiredService<Writes>().RunAsync(async write =>
            {
                await write.LockAsync("simulated-callbacks", ct);
                var claimed = await write.Get<SimulatorDb>().Callbacks
                    .Where(callback => callback.State == CallbackState.Waiting && callback.DueAt <= now && (paymentId == null || callback.PaymentId == paymentId))
                    .OrderBy(callback => callback.DueAt).Take(AtOnce).ToListAsync(ct);
                foreach (var callback in claimed)
                {
                    callback.DueAt = now + Lease;
                    callback.Tries++;
                }

                return claimed;
            }, ct);
        });
        return due;
    }

    private async Task SendAsync(OutgoingCallback callback, CancellationToken ct)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, callback.Copies).Select(_ => PostAsync(callback, ct)));
        var now = time.GetUtcNow();
        var wait = TimeSpan.FromSeconds(Math.Min(options.RetryTime.TotalSeconds * Math.Pow(2, Math.Min(callback.Tries, 20)), LongestWait.TotalSeconds));
        var state = answers.All(ok => ok) ? CallbackState.Delivered
            : callback.Signing != CallbackSigning.Right || now - Platform.Identifiers.Ids.TimeOf(callback.Id) > GiveUpAfter ? CallbackState.GivenUp
            : CallbackState.Waiting;
        await InScopeAsync(scope => scope.GetRequiredService<Writes>().RunAsync(write => write.Get<SimulatorDb>().Callbacks.Where(c => c.Id == callback.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, state).SetProperty(c => c.DueAt, now + wait), ct), ct));
    }

    private async Task<bool> PostAsync(OutgoingCallback callback, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var signature = callback.Signing switch
        {
            CallbackSigning.Wrong => CallbackSignature.Write("a secret nobody shares", now, callback.Body),
            CallbackSigning.Stale => CallbackSignature.Write(keys.CallbackSecret, now.AddDays(-1), callback.Body),
            _ => CallbackSignature.Write(keys.CallbackSecret, now, callback.Body),
        };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, callback.Url) { Content = new StringContent(callback.Body, Encoding.UTF8, "application/json") };
            request.Headers.Add(CallbackSignature.Header, signature);
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            LogUndelivered(e, callback.Id);
            return false;
        }
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("simulator");
        await work(scope.ServiceProvider);
    }

    [LoggerMessage(LogLevel.Information, "The simulator could not deliver callback {Id} and will try again.")]
    private partial void LogUndelivered(Exception e, Guid id);

    [LoggerMessage(LogLevel.Error, "The simulator's sender failed and goes on.")]
    private partial void LogLoopFailed(Exception e);
}
