namespace OneStop.Observatory.Simulation;

/// <summary>The script of a typhoon day: thirty hours from the first signal to the last one's end, by hours since its beginning.</summary>
internal static class TyphoonDay
{
    internal static readonly TimeSpan Length = TimeSpan.FromHours(30);

    /// <summary>The centre passes nearest so long after the beginning.</summary>
    internal static readonly TimeSpan Nearest = TimeSpan.FromHours(16);

    /// <summary>As the Observatory's forecasters would: signals one after another, never two of a kind at once.</summary>
    internal static readonly IReadOnlyList<TyphoonStep> Steps =
    [
        new(0.2, "WTCSGNL", "TC1", "issue"),
        new(3, "WTCSGNL", "TC3", "update"),
        new(7, "WTCPRE8", "WTCPRE8", "issue"),
        new(9, "WTCSGNL", "TC8NE", "update"),
        new(9, "WTCPRE8", "WTCPRE8", "cancel"),
        new(12, "WRAIN", "WRAINA", "issue"),
        new(13.5, "WTCSGNL", "TC9", "update"),
        new(14.5, "WRAIN", "WRAINR", "update"),
        new(15, "WTCSGNL", "TC10", "update"),
        new(18, "WRAIN", "WRAINA", "update"),
        new(19, "WTCSGNL", "TC8SE", "update"),
        new(21, "WRAIN", "WRAINA", "cancel"),
        new(23.5, "WTCSGNL", "TC3", "update"),
        new(26.5, "WTCSGNL", "TC1", "update"),
        new(29, "WTCSGNL", "TC1", "cancel"),
    ];
}

/// <param name="Hours">Since the beginning.</param>
internal sealed record TyphoonStep(double Hours, string Kind, string Code, string Action);
