using OneStop.Platform.Events;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Contracts;

/// <summary>A step of a warning is public: it was issued, reissued, extended, updated to another signal or cancelled.</summary>
/// <param name="StepId">This step.</param>
/// <param name="Chain">The same for all steps from issue to cancellation.</param>
/// <param name="Kind">The open-data API's key: <c>WRAIN</c>.</param>
/// <param name="Code">Its code: <c>WRAINR</c>.</param>
/// <param name="Action">issue, reissue, extend, update or cancel.</param>
/// <param name="Signal">The signal's whole name.</param>
/// <param name="IssuedAt">The time the Observatory gives it.</param>
/// <param name="ExpiresAt">Null where it stands until cancelled.</param>
/// <param name="Contents">The statement's paragraphs.</param>
public sealed record WarningReleased(
    Guid StepId, Guid Chain, string Kind, string Code, string Action, LocalizedText Signal, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt,
    IReadOnlyList<LocalizedText> Contents) : IEvent
{
    public static string Name => "observatory.warning-released.v1";

    public string Key => Chain.ToString();
}
