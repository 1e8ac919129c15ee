using OneStop.Platform.Events;

namespace OneStop.Platform.PublicPages;

/// <summary>
/// Some data by name. It is touched by itself when a committed write changes that data, and whatever is published from it is then
/// rendered anew. Nobody touches one by hand.
/// </summary>
/// <param name="Family">The rows of one type, or an event.</param>
/// <param name="Key">One of them; null for all.</param>
public readonly record struct DataTag(string Family, string? Key = null)
{
    private const char Between = ':';
    private const string Every = "*";

    /// <summary>Every row of the type, in the module's own context.</summary>
    public static DataTag Rows<TRow>()
        where TRow : class => new(FamilyOf(typeof(TRow)));

    /// <summary>Every event of the type, another module's as well as the own.</summary>
    public static DataTag Events<TEvent>()
        where TEvent : IEvent => new(FamilyOfEvent(TEvent.Name));

    internal static string FamilyOf(Type row) => row.FullName!;

    internal static string FamilyOfEvent(string name) => "event/" + name;

    /// <summary>What is stored of a change: one row, or rows nobody told apart.</summary>
    internal string Touch => Family + Between + (Key ?? Every);

    internal static DataTag Read(string touch)
    {
        var end = touch.IndexOf(Between, StringComparison.Ordinal);
        var key = touch[(end + 1)..];
        return new DataTag(touch[..end], key == Every ? null : key);
    }

    /// <summary>True where a change of the other may show in what depends on this.</summary>
    internal bool Meets(DataTag changed) => Family == changed.Family && (Key is null || changed.Key is null || Key == changed.Key);
}
