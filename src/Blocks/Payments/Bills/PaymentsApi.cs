using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Audit.Contracts;
using OneStop.Payments.Attempts;
using OneStop.Payments.Contracts;
using OneStop.Payments.Idempotency;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Payments.Bills;

/// <summary>Payments as JSON: for the payer, and for cashiers.</summary>
internal static class PaymentsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/payments/{id}").RequireAuthorization(Access.SignedIn).WithTags("Payments");
        api.MapGet("", FindAsync).WithName("GetPayment").WithSummary("A payment with its lines, state and attempts. The id or the reference names it.")
            .Produces<PaymentAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/events", EventsAsync).WithName("GetPaymentEvents").WithSummary("Every change of the payment, its attempts and refunds, in order.")
            .Produces<IReadOnlyList<PaymentEventAnswer>>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/attempts", StartAsync).WithName("StartPaymentAttempt")
            .WithSummary("Begins to pay: answers the provider's page to go to. Needs an Idempotency-Key. 202 where the provider has not answered yet; ask for the payment then.")
            .Produces<AttemptStarted>(StatusCodes.Status201Created).Produces<AttemptStarted>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> FindAsync(string id, ClaimsPrincipal user, PaymentsDb db, IAudit audit, Text text, CancellationToken ct)
    {
        if (await VisibleAsync(id, user, db, audit, ct) is not { } bill)
        {
            return NotThere(text);
        }

        var attempts = await db.Attempts.Where(attempt => attempt.BillId == bill.Id).OrderBy(attempt => attempt.Id).ToListAsync(ct);
        return Results.Ok(PaymentAnswer.From(bill, attempts));
    }

    private static async Task<IResult> EventsAsync(string id, ClaimsPrincipal user, PaymentsDb db, IAudit audit, Text text, CancellationToken ct)
    {
        if (await VisibleAsync(id, user, db, audit, ct) is not { } bill)
        {
            return NotThere(text);
        }

        var changes = await db.StateChanges.Where(change => change.BillId == bill.Id).OrderBy(change => change.Id).ToListAsync(ct);
        return Results.Ok(changes.ConvertAll(change =>
            new PaymentEventAnswer(change.Subject, change.SubjectId, change.From, change.Event, change.To, change.Emitted, change.Reason, change.At)));
    }

    private static async Task<IResult> StartAsync(
        string id, [FromBody] AttemptRequest body, HttpRequest request, ClaimsPrincipal user, PaymentsDb db, StartAttempt start, IdempotentRequests idempotent, Text text, CancellationToken ct)
    {
        if (await FindBillAsync(id, db, ct) is not { } bill || bill.PayerId != user.PersonId())
        {
            return NotThere(text);
        }

        return await idempotent.RunAsync(request, $"{user.PersonId()} POST /api/payments/{bill.Id}/attempts", body, async () =>
        {
            var outcome = await start.RunAsync(bill.Id, body.Method ?? "", PayAddresses.Return(request, bill), CancellationToken.None);
            return outcome.Kind switch
            {
                StartKind.NoSuchMethod => Problem(StatusCodes.Status422UnprocessableEntity, text["payments.api.no-method"]),
                StartKind.NotPayable => Problem(StatusCodes.Status422UnprocessableEntity, text["payments.api.not-payable"]),
                _ => (outcome.RedirectUrl is null ? StatusCodes.Status202Accepted : StatusCodes.Status201Created, (object)new AttemptStarted(outcome.AttemptId, outcome.RedirectUrl)),
            };
        }, ct);
    }

    /// <summary>The payer's own, or any for a cashier, whose look is audited.</summary>
    private static async Task<Bill?> VisibleAsync(string id, ClaimsPrincipal user, PaymentsDb db, IAudit audit, CancellationToken ct)
    {
        if (await FindBillAsync(id, db, ct) is not { } bill)
        {
            return null;
        }

        if (bill.PayerId == user.PersonId())
        {
            return bill;
        }

        if (!user.IsOfficerOf("try", "cashier"))
        {
            return null;
        }

        await audit.RecordAsync(new AuditLine("payment.viewed", $"payment/{bill.Id}", bill.PayerId), ct);
        return bill;
    }

    private static async Task<Bill?> FindBillAsync(string id, PaymentsDb db, CancellationToken ct) =>
        Guid.TryParse(id, out var guid)
            ? await db.Bills.SingleOrDefaultAsync(bill => bill.Id == guid, ct)
            : await PayAddresses.FindAsync(id, db, ct);

    private static IResult NotThere(Text text) => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["payments.api.not-found"]);

    private static (int Status, object Answer) Problem(int status, string title) => (status, new ProblemDetails { Status = status, Title = title });
}

/// <param name="Method">The name of a provider: <c>simulator</c>.</param>
internal sealed record AttemptRequest(string? Method);

internal sealed record AttemptStarted(Guid AttemptId, string? RedirectUrl);

internal sealed record PaymentAnswer(
    Guid Id, string Reference, string Purpose, Guid PayableId, PaymentState State, LocalizedText Description, IReadOnlyList<FeeLine> Lines, long TotalCents, string Currency,
    long RefundedCents, string? ReceiptNumber, string PayPath, IReadOnlyList<AttemptAnswer> Attempts)
{
    public static PaymentAnswer From(Bill bill, IReadOnlyList<Attempt> attempts) => new(
        bill.Id, bill.Reference, bill.Purpose, bill.PayableId, Bill.ToContract(bill.State), bill.Description, bill.Lines, bill.TotalCents, Bill.Currency,
        bill.RefundedCents, bill.ReceiptNumber, bill.PayPath,
        [.. attempts.Select(attempt => new AttemptAnswer(attempt.Id, attempt.Provider, attempt.State.ToString(), attempt.Reason, attempt.IsOpen ? attempt.RedirectUrl : null))]);
}

internal sealed record AttemptAnswer(Guid Id, string Method, string State, string? Reason, string? RedirectUrl);

internal sealed record PaymentEventAnswer(string Subject, Guid SubjectId, string From, string Event, string To, string? Emitted, string? Reason, DateTimeOffset At);
