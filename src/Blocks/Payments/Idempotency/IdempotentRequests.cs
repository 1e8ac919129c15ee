using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Idempotency;

/// <summary>
/// Answers a request that is sent again with its first answer. Insert first: of two at once one works, the other is told to wait.
/// </summary>
internal sealed class IdempotentRequests(PaymentsDb read, Writes writes, TimeProvider time, Text text)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    // Longer than any request runs: what is still without an answer then died with its node, and the work itself is safe to repeat.
    private static readonly TimeSpan InFlight = TimeSpan.FromMinutes(1);

    /// <param name="scope">Whose key it is, and the route.</param>
    public async Task<IResult> RunAsync(HttpRequest request, string scope, object body, Func<Task<(int Status, object Answer)>> work, CancellationToken ct)
    {
        if (request.Headers[Header].ToString() is not { Length: > 0 and <= LongestKey } key)
        {
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: text["payments.api.key-missing"]);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)));
        if (!await BeginAsync(scope, key, hash, ct))
        {
            var first = await read.IdempotencyRecords.SingleOrDefaultAsync(record => record.Scope == scope && record.Key == key, ct);
            if (first is not null && first.RequestHash != hash)
            {
                return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: text["payments.api.key-reused"]);
            }

            if (first is { Status: { } status, Answer: { } answer })
            {
                return Results.Content(answer, status < 400 ? "application/json" : "application/problem+json", Encoding.UTF8, status);
            }

            if (first is null || !await TakeOverAsync(first, ct))
            {
                request.HttpContext.Response.Headers.RetryAfter = "1";
                return Results.Problem(statusCode: StatusCodes.Status409Conflict, title: text["payments.api.key-in-flight"]);
            }
        }

        return await WorkAsync(scope, key, work);
    }

    private async Task<bool> BeginAsync(string scope, string key, string hash, CancellationToken ct)
    {
        try
        {
            await writes.RunAsync(async write => write.Get<PaymentsDb>().IdempotencyRecords.Add(
                new IdempotencyRecord { Scope = scope, Key = key, RequestHash = hash, StartedAt = time.GetUtcNow() }), ct);
            return true;
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            return false;
        }
    }

    private async Task<bool> TakeOverAsync(IdempotencyRecord first, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return now - first.StartedAt > InFlight && await writes.RunAsync(write => write.Get<PaymentsDb>().IdempotencyRecords
            .Where(record => record.Scope == first.Scope && record.Key == first.Key && record.Status == null && record.StartedAt == first.StartedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(record => record.StartedAt, now), ct), ct) == 1;
    }

    private async Task<IResult> WorkAsync(string scope, string key, Func<Task<(int Status, object Answer)>> work)
    {
        try
        {
            var (status, answer) = await work();
            var json = JsonSerializer.Serialize(answer, JsonSerializerOptions.Web);
            await writes.RunAsync(write => write.Get<PaymentsDb>().IdempotencyRecords.Where(record => record.Scope == scope && record.Key == key)
                .ExecuteUpdateAsync(set => set.SetProperty(record => record.Status, status).SetProperty(record => record.Answer, json)));
            return Results.Content(json, status < 400 ? "application/json" : "application/problem+json", Encoding.UTF8, status);
        }
        catch
        {
            // Nothing was answered, so the same key may try again.
            await writes.RunAsync(write => write.Get<PaymentsDb>().IdempotencyRecords.Where(record => record.Scope == scope && record.Key == key).ExecuteDeleteAsync());
            throw;
        }
    }
}
