using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Events;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Contracts;

/// <summary>Reads filings for their service and for other blocks.</summary>
public interface IFilings
{
    Task<Filing?> FindAsync(Guid id, CancellationToken ct = default);

    /// <summary>Begins a draft in which what is known already stands answered; null where the filer has as many drafts as one may have.</summary>
    /// <param name="content">As the form keeps it; who begins it has seen to what it holds.</param>
    Task<Guid?> BeginAsync(string service, Guid filerId, JsonObject content, UsageChannel channel, CancellationToken ct = default);
}

/// <param name="Reference">Given at the first submission; empty for a draft that never was submitted.</param>
/// <param name="Content">The frozen answers, sealed ones in clear: for the owning service only.</param>
/// <param name="ContentHash">SHA-256 over the canonical content (RFC 8785), set from freezing on.</param>
/// <param name="Result">What fulfilment noted; null before.</param>
public sealed record Filing(
    Guid Id, string Reference, string Service, int FormVersion, FilingState State, Guid FilerId, JsonObject Content, string? ContentHash,
    JsonObject? Result, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, Guid? PaymentId);

public enum FilingState
{
    Draft,
    AwaitingSignatures,
    AwaitingPayment,
    Submitted,
    UnderReview,
    Returned,
    Approved,
    Refused,
    Completed,
    Withdrawn,
    Expired,
}

/// <summary>Signed and paid: the department has it. The automatic decision starts here.</summary>
public sealed record FilingSubmitted(Guid FilingId, string Service, string Reference) : IEvent
{
    public static string Name => "filings.filing-submitted.v1";

    public string Key => FilingId.ToString();
}

/// <summary>Approved by rule or officer: fulfilment starts here.</summary>
public sealed record FilingApproved(Guid FilingId, string Service, string Reference) : IEvent
{
    public static string Name => "filings.filing-approved.v1";

    public string Key => FilingId.ToString();
}

/// <summary>Fulfilled: what was asked for exists.</summary>
public sealed record FilingCompleted(Guid FilingId, string Service, string Reference) : IEvent
{
    public static string Name => "filings.filing-completed.v1";

    public string Key => FilingId.ToString();
}

/// <summary>Refused, with the refundable part of the fee on its way back.</summary>
public sealed record FilingRefused(Guid FilingId, string Service, string Reference) : IEvent
{
    public static string Name => "filings.filing-refused.v1";

    public string Key => FilingId.ToString();
}

public static class FilingServices
{
    public static IServiceCollection AddEService<T>(this IServiceCollection services)
        where T : class, IEService => services.AddScoped<IEService, T>();
}
