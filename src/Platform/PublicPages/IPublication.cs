namespace OneStop.Platform.PublicPages;

/// <summary>
/// Pages and data shown alike to everybody without an account, rendered when what they show changes and served from memory: docs/public-pages.md.
/// Its module says <c>services.AddPublication&lt;Weather&gt;()</c>.
/// </summary>
public interface IPublication
{
    /// <summary>Stable and unique: <c>observatory.weather</c>.</summary>
    static abstract string Code { get; }

    /// <summary>All that is read while composing and rendering. Reading a table that no tag here covers refuses the publication.</summary>
    static abstract IReadOnlyList<DataTag> DependsOn { get; }

    /// <summary>Not rendered anew more often than this, however often its data change.</summary>
    static virtual TimeSpan AtMostEvery => TimeSpan.Zero;

    /// <summary>
    /// Says what belongs to the edition. Everything is read from one snapshot of the database and becomes visible at once, together
    /// with all other publications that the same change renders; where anything fails, the last edition stays whole.
    /// </summary>
    Task ComposeAsync(Edition edition, CancellationToken ct);
}
