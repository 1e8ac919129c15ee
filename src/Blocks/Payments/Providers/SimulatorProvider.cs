using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using OneStop.Payments.Simulator;

namespace OneStop.Payments.Providers;

/// <summary>Our side of the simulator: the adapter that speaks its HTTP interface, as another would speak a real company's.</summary>
internal sealed class SimulatorProvider(IHttpClientFactory clients, OwnAddress own, SimulatorKeys keys, PaymentsOptions options, TimeProvider time) : IPaymentProvider
{
    public const string MethodName = "simulator";
    private static readonly TimeSpan OldestCallback = TimeSpan.FromMinutes(5);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public string Name => MethodName;

    public async Task<CheckoutAnswer> CreateCheckoutAsync(CheckoutOrder order, CancellationToken ct)
    {
        var callback = new Uri(own.Value, $"/api/payments/providers/{Name}/callback").ToString();
        var (status, raw) = await SendAsync(HttpMethod.Post, "payments", new
        {
            merchantReference = order.AttemptId,
            amountCents = order.Cents,
            order.Currency,
            order.Description,
            order.ReturnUrl,
            callbackUrl = callback,
            expiresInSeconds = order.ValidFor.TotalSeconds,
        }, ct);
        if ((int)status >= 400)
        {
            return new CheckoutAnswer(null, null, raw);
        }

        var payment = Read<ProviderPayment>(raw);
        return new CheckoutAnswer(payment.Id, payment.Url, raw);
    }

    public async Task<ProviderTruth> FetchAsync(Guid attemptId, CancellationToken ct)
    {
        var (status, raw) = await SendAsync(HttpMethod.Get, $"payments/{attemptId}", null, ct);
        if (status == HttpStatusCode.NotFound)
        {
            return ProviderTruth.NotThere(raw);
        }

        var payment = Read<ProviderPayment>(raw);
        var state = payment.State switch
        {
            "pending" => ProviderState.Pending,
            "paid" => ProviderState.Captured,
            "declined" => ProviderState.Declined,
            "cancelled" => ProviderState.Abandoned,
            "expired" => ProviderState.Expired,
            "reversed" => ProviderState.Reversed,
            _ => throw new ProviderUnclearException($"The simulator speaks of the state '{payment.State}'."),
        };
        return new ProviderTruth(state, payment.Revision, payment.Id, payment.Url, payment.PaidCents, payment.PaidCurrency ?? "", payment.ReversedCents, raw);
    }

    public async Task<RefundAnswer> RefundAsync(RefundOrder order, CancellationToken ct)
    {
        var (status, raw) = await SendAsync(HttpMethod.Post, "refunds", new
        {
            merchantReference = order.Key,
            payment = order.AttemptId,
            amountCents = order.Cents,
            order.Currency,
        }, ct);
        return new RefundAnswer((int)status >= 400 || Read<ProviderRefund>(raw).State == "failed" ? RefundOutcome.Refused : RefundOutcome.Succeeded, raw);
    }

    public Callback ReadCallback(IHeaderDictionary headers, string body)
    {
        var (sent, signature) = CallbackSignature.Read(headers[CallbackSignature.Header].ToString());
        if (!CallbackSignature.IsGenuine(keys.CallbackSecret, sent, signature, body))
        {
            return new Callback(CallbackVerdict.WrongSignature, "", null);
        }

        if ((time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(sent)).Duration() > OldestCallback)
        {
            return new Callback(CallbackVerdict.Stale, "", null);
        }

        try
        {
            var happened = JsonSerializer.Deserialize<ProviderCallback>(body, Json);
            return happened?.EventId is { Length: > 0 and <= 100 } id
                ? new Callback(CallbackVerdict.Genuine, id, Guid.TryParse(happened.MerchantReference, out var attempt) ? attempt : null)
                : new Callback(CallbackVerdict.Unreadable, "", null);
        }
        catch (JsonException)
        {
            return new Callback(CallbackVerdict.Unreadable, "", null);
        }
    }

    public async Task<IReadOnlyList<ProviderMovement>> ReportAsync(DateOnly day, CancellationToken ct)
    {
        var (_, raw) = await SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"book?day={day:yyyy-MM-dd}"), null, ct);
        return [.. Read<ProviderBook>(raw).Movements.Select(line => new ProviderMovement(line.Kind, line.Payment, line.MerchantReference, line.AmountCents, line.Currency, line.At))];
    }

    private async Task<(HttpStatusCode Status, string Raw)> SendAsync(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.ProviderTimeout);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(own.Value, $"/simulator/api/{path}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys.ApiKey);
            request.Content = body is null ? null : JsonContent.Create(body, options: Json);
            using var answer = await clients.CreateClient(MethodName).SendAsync(request, patience.Token);
            var raw = await answer.Content.ReadAsStringAsync(patience.Token);
            var isClear = answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity;
            return isClear ? (answer.StatusCode, raw) : throw new ProviderUnclearException($"The simulator answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            throw new ProviderUnclearException("The simulator could not be reached.", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new ProviderUnclearException("The simulator did not answer in time.", e);
        }
    }

    private static T Read<T>(string raw)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(raw, Json) ?? throw new ProviderUnclearException("The simulator answered nothing.");
        }
        catch (JsonException e)
        {
            throw new ProviderUnclearException("The simulator answered no JSON.", e);
        }
    }

    private sealed record ProviderPayment(string Id, string Url, string State, long Revision, long PaidCents, string? PaidCurrency, long ReversedCents);

    private sealed record ProviderRefund(string State);

    private sealed record ProviderCallback(string? EventId, string? MerchantReference);

    private sealed record ProviderBook(IReadOnlyList<ProviderLine> Movements);

    private sealed record ProviderLine(MovementKind Kind, Guid Payment, string MerchantReference, long AmountCents, string Currency, DateTimeOffset At);
}
