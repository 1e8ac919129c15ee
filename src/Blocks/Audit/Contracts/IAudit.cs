namespace OneStop.Audit.Contracts;

/// <summary>The append-only record of who did and saw what. A line is stored in the caller's write and chained by hash within seconds.</summary>
public interface IAudit
{
    /// <summary>Records an act of the present actor. Inside a write it commits with what it records; outside (a sensitive read) it is its own write.</summary>
    Task RecordAsync(AuditLine line, CancellationToken ct = default);
}

/// <param name="Action">What was done, as noun and past verb: <c>filing.signed</c>, <c>case.viewed</c>.</param>
/// <param name="Subject">What it was done to: kind and id, <c>filing/0198…</c>. Never a name.</param>
/// <param name="PersonId">Whose data it concerns, so that the person can read who looked; null where nobody's.</param>
/// <param name="Purpose">Why, where the actor had to say.</param>
/// <param name="Facts">Small machine-readable facts without personal data; null for none.</param>
public sealed record AuditLine(string Action, string Subject, Guid? PersonId = null, string? Purpose = null, IReadOnlyDictionary<string, string>? Facts = null);
