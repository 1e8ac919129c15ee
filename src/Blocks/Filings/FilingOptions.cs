using Microsoft.Extensions.Configuration;

namespace OneStop.Filings;

/// <summary>How long things wait, as the operator says under <c>Filings:</c>.</summary>
internal sealed record FilingOptions
{
    /// <summary>Drafts one person may keep at once.</summary>
    public int DraftLimit { get; init; } = 50;

    /// <summary>How long signatories have, and how long what a filing reserved is kept for them.</summary>
    public int SigningDays { get; init; } = 14;

    public int PaymentDays { get; init; } = 7;

    /// <summary>How long a filer has to answer a return.</summary>
    public int ReturnDays { get; init; } = 60;

    /// <summary>Paid and undecided, or approved and unfulfilled, for longer: an alarm, and it is pushed on.</summary>
    public int StuckSeconds { get; init; } = 60;

    /// <summary>What still can't be finished by then is refused with a full refund.</summary>
    public int GiveUpHours { get; init; } = 24;

    public static FilingOptions From(IConfiguration configuration) => configuration.GetSection("Filings").Get<FilingOptions>() ?? new();
}
