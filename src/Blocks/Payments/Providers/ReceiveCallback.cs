using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneStop.Payments.Attempts;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Providers;

/// <summary>
/// A provider calls back. The event is stored first, under its own id: a second delivery stops there. It moves the attempt's next
/// check to now, in the same write; the reconciler fetches the truth.
/// </summary>
internal sealed partial class ReceiveCallback(
    PaymentsDb read, Writes writes, IEnumerable<IPaymentProvider> providers, ReconcilerSignal signal, TimeProvider time, Text text, ILogger<ReceiveCallback> log)
{
    private const int LargestBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/payments/providers/{provider}/callback", (string provider, HttpRequest request, ReceiveCallback receive, CancellationToken ct) => receive.RunAsync(provider, request, ct))
            .AllowAnonymous()
            .WithName("ReceiveProviderCallback").WithTags("Payments").WithSummary("A payment provider reports a change; signed with the secret shared with it.")
            .Produces(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);

    private async Task<IResult> RunAsync(string name, HttpRequest request, CancellationToken ct)
    {
        if (providers.FirstOrDefault(provider => provider.Name == name) is not { } provider)
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["payments.api.no-provider"]);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(ct);
        var callback = provider.ReadCallback(request.Headers, body);
        switch (callback.Verdict)
        {
            case CallbackVerdict.WrongSignature or CallbackVerdict.Stale:
                LogRefused(name, callback.Verdict);
                return Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: text["payments.api.callback-refused"]);
            case CallbackVerdict.Unreadable:
                return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: text["payments.api.callback-unreadable"]);
        }

        await StoreAsync(name, callback, body, ct);
        return Results.Ok();
    }

    private async Task StoreAsync(string provider, Callback callback, string body, CancellationToken ct)
    {
        var billId = await read.Attempts.Where(attempt => attempt.Id == callback.AttemptId && attempt.Provider == provider).Select(attempt => (Guid?)attempt.BillId).SingleOrDefaultAsync(ct);
        try
        {
            await writes.RunAsync(async write =>
            {
                var db = write.Get<PaymentsDb>();
                var now = time.GetUtcNow();
                db.ProviderEvents.Add(new ProviderEvent
                {
                    Provider = provider,
                    EventId = callback.EventId,
                    AttemptId = callback.AttemptId,
                    Raw = body,
                    Verdict = billId is not null ? ProviderEventVerdict.Woke : ProviderEventVerdict.Unknown,
                    ReceivedAt = now,
                });
                await db.SaveChangesAsync(ct);
                if (billId is not null)
                {
                    await write.LockAsync($"payment:{billId}", ct);
                    await db.Attempts.Where(attempt => attempt.Id == callback.AttemptId)
                        .ExecuteUpdateAsync(set => set.SetProperty(attempt => attempt.NextCheckAt, now).SetProperty(attempt => attempt.Checks, 0), ct);
                    write.AfterCommit(signal.Raise);
                }
            }, ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            LogDuplicate(provider, callback.EventId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A callback of {Provider} was refused: {Verdict}.")]
    private partial void LogRefused(string provider, CallbackVerdict verdict);

    [LoggerMessage(LogLevel.Debug, "Event {EventId} of {Provider} came again.")]
    private partial void LogDuplicate(string provider, string eventId);
}
