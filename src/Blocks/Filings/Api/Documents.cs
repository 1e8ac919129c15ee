using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Filings.Signing;
using OneStop.Filings.Tracking;
using OneStop.Payments.Contracts;

namespace OneStop.Filings.Api;

/// <param name="Version">Also the ETag.</param>
/// <param name="EndsAt">When its present state ends by itself: a draft, a wait for signatures or payment.</param>
/// <param name="Reasons">An officer's, while it is returned or refused.</param>
/// <param name="Page">Where its filer follows it.</param>
internal sealed record FilingDocument(
    Guid Id, string? Reference, string Service, int FormVersion, FilingState State, int Version, JsonObject Content, string? ContentHash,
    DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, DateTimeOffset? SubmittedAt, DateTimeOffset? EndsAt, IReadOnlyList<string> Reasons,
    PaymentDocument? Payment, IReadOnlyList<SignatureDocument> Signatures, IReadOnlyList<TimelineDocument> Timeline, OutcomeDocument? Outcome, string Page);

internal sealed record PaymentDocument(Guid Id, string Reference, PaymentState State, long TotalCents, long RefundedCents, string? ReceiptNumber, string PayUrl);

internal sealed record SignatureDocument(Guid Id, string Path, string Name, string Email, SignatureState State, string ContentHash, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, string? DeclineReason);

internal sealed record TimelineDocument(DateTimeOffset At, string Step, string Text);

internal sealed record OutcomeDocument(JsonObject Result, IReadOnlyList<OutcomeLinkDocument> Links);

internal sealed record OutcomeLinkDocument(string Text, string Href);

internal sealed record FilingList(IReadOnlyList<FilingLine> Items, Guid? Next);

/// <param name="Fees">What it costs today; empty while there are problems.</param>
internal sealed record Rehearsal(bool Ready, IReadOnlyList<ProblemLine> Errors, IReadOnlyList<FeeDocument> Fees, long TotalCents);

internal sealed record ProblemLine(string Path, string Code, string? Rule, string Message);

internal sealed record FeeDocument(string Code, string Name, long Cents, bool Refundable);
