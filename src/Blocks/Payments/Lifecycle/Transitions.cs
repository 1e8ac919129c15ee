using Microsoft.Extensions.Logging;
using OneStop.Payments.Attempts;
using OneStop.Payments.Bills;
using OneStop.Payments.Contracts;
using OneStop.Payments.Refunds;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Identifiers;

namespace OneStop.Payments.Lifecycle;

/// <summary>The only way a state changes: by the table, with its row in the timeline and its event, in the write under way.</summary>
internal sealed partial class Transitions(PaymentsDb db, Write write, TimeProvider time, ILogger<Transitions> log)
{
    public void Apply(Bill bill, BillEvent happened, bool evidence, string? reason = null)
    {
        var edge = Take(States.Bill, bill.State, happened, evidence, bill.Id);
        Note(bill.Id, States.Bill.Name, bill.Id, edge, reason);
        bill.Move(edge.To);
        Publish(edge.Emits, bill, reason, bill.TotalCents);
    }

    public void Apply(Bill bill, Attempt attempt, AttemptEvent happened, bool evidence, string? reason = null)
    {
        var edge = Take(States.Attempt, attempt.State, happened, evidence, attempt.Id);
        Note(bill.Id, States.Attempt.Name, attempt.Id, edge, reason);
        attempt.Move(edge.To, reason);
    }

    public void Apply(Bill bill, Refund refund, RefundEvent happened, bool evidence = false, string? reason = null)
    {
        var edge = Take(States.Refund, refund.State, happened, evidence, refund.Id);
        Note(bill.Id, States.Refund.Name, refund.Id, edge, reason);
        refund.Move(edge.To);
        Publish(edge.Emits, bill, reason, refund.Cents);
    }

    private Edge<TState, TEvent> Take<TState, TEvent>(StateTable<TState, TEvent> table, TState from, TEvent happened, bool evidence, Guid id)
        where TState : struct, Enum
        where TEvent : struct, Enum
    {
        try
        {
            return table.Take(from, happened, evidence);
        }
        catch (ImpossibleTransitionException e)
        {
            LogImpossible(e, table.Name, id);
            throw;
        }
    }

    private void Note<TState, TEvent>(Guid billId, string subject, Guid subjectId, Edge<TState, TEvent> edge, string? reason)
        where TState : struct, Enum
        where TEvent : struct, Enum => db.StateChanges.Add(new StateChange
        {
            Id = Ids.New(),
            BillId = billId,
            Subject = subject,
            SubjectId = subjectId,
            From = edge.From.ToString(),
            Event = edge.Event.ToString(),
            To = edge.To.ToString(),
            Emitted = edge.Emits?.Name,
            Reason = reason,
            At = time.GetUtcNow(),
        });

    private void Publish(Type? emits, Bill bill, string? reason, long cents)
    {
        IEvent? happened = emits?.Name switch
        {
            null => null,
            nameof(PaymentSettled) => new PaymentSettled(bill.Id, bill.Purpose, bill.PayableId),
            nameof(PaymentFailed) => new PaymentFailed(bill.Id, bill.Purpose, bill.PayableId, reason ?? ""),
            nameof(PaymentRefunded) => new PaymentRefunded(bill.Id, bill.Purpose, bill.PayableId, cents),
            nameof(PaymentReversed) => new PaymentReversed(bill.Id, bill.Purpose, bill.PayableId, cents),
            _ => throw new InvalidOperationException($"The state table tells {emits.Name}, which is no event of payments."),
        };
        if (happened is not null)
        {
            write.Publish(happened);
        }
    }

    [LoggerMessage(LogLevel.Critical, "An impossible transition of {Subject} {Id} was refused.")]
    private partial void LogImpossible(Exception e, string subject, Guid id);
}
