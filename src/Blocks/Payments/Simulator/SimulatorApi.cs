using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Payments.Simulator;

/// <summary>The simulated company's interface: for its merchant (with the API key), for testers (open), and its book.</summary>
internal static class SimulatorApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // An outside company: not in our OpenAPI document, not under our limits.
        var api = routes.MapGroup("/simulator/api").AllowAnonymous().ExcludeFromDescription().DisableRateLimiting();
        var merchant = api.MapGroup("").AddEndpointFilter(RequireKeyAsync);
        merchant.MapPost("/payments", OpenAsync);
        merchant.MapGet("/payments/{id}", FindAsync);
        merchant.MapPost("/refunds", RefundAsync);

        api.MapPost("/payments/{id}/pay", PayAsync);
        api.MapGet("/faults", async (Misbehaviour misbehaviour, CancellationToken ct) => FaultSettings.From(await misbehaviour.SettingsAsync(ct)));
        api.MapPost("/faults", SetFaultsAsync);
        api.MapGet("/book", BookAsync);
    }

    private static async ValueTask<object?> RequireKeyAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var keys = (SimulatorKeys)call.HttpContext.RequestServices.GetService(typeof(SimulatorKeys))!;
        var given = Encoding.UTF8.GetBytes(call.HttpContext.Request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes($"Bearer {keys.ApiKey}"))
            ? await next(call)
            : Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "The API key is wrong.");
    }

    private static async Task<IResult> OpenAsync(
        OpenPayment order, HttpContext context, SimulatedCompany company, Misbehaviour misbehaviour, CallbackSender sender, CancellationToken ct)
    {
        var faults = await misbehaviour.DrawAsync(order.MerchantReference, ct);
        return await misbehaviour.RunAsync(context, "open", order.MerchantReference, faults, async () =>
        {
            if (order.AmountCents <= 0 || order.Currency is not { Length: 3 } || !Uri.IsWellFormedUriString(order.ReturnUrl, UriKind.Absolute))
            {
                return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: "An amount, a currency and an address to return to are needed.");
            }

            var payment = await company.OpenAsync(order, faults, ct);
            if (faults.Contains(Fault.CallbackFirst) && payment.State == SimulatedState.Pending)
            {
                await company.PayAsync(payment.MerchantReference, PayOutcome.Approve, [], ct);
                await sender.SendDueAsync(payment.Id, ct);
            }

            return Results.Json(PaymentView.From(payment), statusCode: StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, SimulatedCompany company, Misbehaviour misbehaviour, CancellationToken ct)
    {
        if (await company.FindAsync(id, ct) is not { } payment)
        {
            return NotThere();
        }

        return await misbehaviour.RunAsync(context, "find", payment.MerchantReference, Faults.Read(payment.Faults), async () =>
            Results.Json(PaymentView.From((await company.FindAsync(id, ct))!)));
    }

    private static async Task<IResult> RefundAsync(RefundPayment order, HttpContext context, SimulatedCompany company, Misbehaviour misbehaviour, CancellationToken ct)
    {
        if (await company.FindAsync(order.Payment, ct) is not { } payment)
        {
            return NotThere();
        }

        return await misbehaviour.RunAsync(context, "refund", order.MerchantReference, Faults.Read(payment.Faults), async () =>
            await company.RefundAsync(order, ct) is { } refund
                ? Results.Json(new { state = refund.Succeeded ? "succeeded" : "failed", refund.AmountCents, refund.Currency })
                : NotThere());
    }

    private static async Task<IResult> PayAsync(string id, PayRequest request, SimulatedCompany company, CancellationToken ct)
    {
        var faults = (request.Faults ?? []).Select(name => (Name: name, Fault: Faults.Find(name))).ToList();
        if (!Enum.TryParse<PayOutcome>(request.Outcome, ignoreCase: true, out var outcome) || !Enum.IsDefined(outcome) || faults.Any(fault => fault.Fault is null))
        {
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest,
                title: $"The outcome is approve, decline or cancel; faults are {string.Join(", ", Faults.All.Select(fault => fault.Name()))}.");
        }

        if (await company.PayAsync(id, outcome, faults.Select(fault => fault.Fault!.Value), ct) is not { } payment)
        {
            return NotThere();
        }

        return Results.Json(PaymentView.From(payment));
    }

    private static async Task<IResult> SetFaultsAsync(FaultSettings request, SimulatorDb db, Writes writes, CancellationToken ct)
    {
        var names = request.Faults ?? [];
        if (names.Any(name => Faults.Find(name) is null) || request.Rate is < 0 or > 1)
        {
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest,
                title: $"A rate lies between 0 and 1; faults are {string.Join(", ", Faults.All.Select(fault => fault.Name()))}.");
        }

        await StoreAsync(writes, names.Select(name => Faults.Find(name)!.Value), request.Seed, request.Rate ?? 0.5, ct);
        return Results.Json(request);
    }

    public static Task StoreAsync(Writes writes, IEnumerable<Fault> faults, int? seed, double rate, CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.LockAsync("simulated-settings", ct);
        var db = write.Get<SimulatorDb>();
        var settings = await db.Settings.SingleOrDefaultAsync(ct);
        if (settings is null)
        {
            db.Settings.Add(settings = new SimulatorSettings { Faults = "" });
        }

        (settings.Faults, settings.Seed, settings.Rate) = (Faults.Write(faults), seed, rate);
    }, ct);

    private static async Task<IResult> BookAsync(DateOnly? day, SimulatorDb db, CancellationToken ct)
    {
        var movements = await db.Movements.Where(movement => day == null || movement.Day == day).OrderBy(movement => movement.Id).ToListAsync(ct);
        return Results.Json(new
        {
            totals = movements.GroupBy(movement => (movement.Kind, movement.Currency))
                .Select(group => new { kind = group.Key.Kind, currency = group.Key.Currency, count = group.Count(), amountCents = group.Sum(movement => movement.AmountCents) }),
            movements = movements.Select(movement => new { movement.Kind, movement.Payment, movement.MerchantReference, movement.AmountCents, movement.Currency, movement.At }),
        });
    }

    private static IResult NotThere() => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such payment.");
}

internal sealed record PayRequest(string? Outcome, IReadOnlyList<string>? Faults);

/// <param name="Rate">How many of the payments misbehave when drawn by seed.</param>
internal sealed record FaultSettings(IReadOnlyList<string>? Faults, int? Seed, double? Rate)
{
    public static FaultSettings From(SimulatorSettings settings) => new([.. Simulator.Faults.Read(settings.Faults).Select(fault => fault.Name())], settings.Seed, settings.Rate);

}

internal sealed record PaymentView(
    Guid Id, string MerchantReference, string Url, string State, long Revision, long AmountCents, string Currency, long PaidCents, string? PaidCurrency,
    long RefundedCents, long ReversedCents, string ReturnUrl)
{
    public static PaymentView From(SimulatedPayment payment) => new(
        payment.Id, payment.MerchantReference, payment.Url, payment.State.ToString().ToLowerInvariant(), payment.Revision, payment.AmountCents, payment.Currency,
        payment.PaidCents, payment.PaidCurrency, payment.RefundedCents, payment.ReversedCents, payment.ReturnUrl);
}
