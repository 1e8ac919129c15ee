using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using OneStop.Platform.Events;

namespace OneStop.Platform.PublicPages;

/// <summary>Which data anything published may show; the same on every node. What nobody publishes costs its writes nothing.</summary>
internal sealed class WatchedData(IEnumerable<WatchedRows> named, IEnumerable<Publication> publications)
{
    private readonly ILookup<Type, WatchedRows> named = named.ToLookup(rows => rows.Row);
    private readonly HashSet<string> families =
        new(named.Select(rows => rows.Family).Concat(publications.SelectMany(publication => publication.DependsOn).Select(tag => tag.Family)), StringComparer.Ordinal);

    internal bool Watches(DataTag tag) => families.Contains(tag.Family);

    internal IEnumerable<DataTag> ChangedBy(EntityEntry change)
    {
        var (type, isPart) = (change.Metadata, false);
        while (type.FindOwnership() is { } ownership)
        {
            (type, isPart) = (ownership.PrincipalEntityType, true);
        }

        return isPart ? AnyOf(type.ClrType) : Of(type.ClrType, rows => rows.Key?.Invoke(change.Entity));
    }

    /// <summary>Changed past the change tracker: nobody knows which.</summary>
    internal IEnumerable<DataTag> AnyOf(Type row) => Of(row, _ => null);

    internal IEnumerable<DataTag> ChangedBy(IEvent happened, string name) => Watched(new DataTag(DataTag.FamilyOfEvent(name), happened.Key));

    internal bool Covers(IReadOnlyList<DataTag> tags, Type row) =>
        tags.Any(tag => tag.Family == DataTag.FamilyOf(row) || named[row].Any(rows => rows.Family == tag.Family));

    private IEnumerable<DataTag> Of(Type row, Func<WatchedRows, string?> key) =>
        Watched(new DataTag(DataTag.FamilyOf(row))).Concat(named[row].Select(rows => new DataTag(rows.Family, key(rows))));

    private IEnumerable<DataTag> Watched(DataTag tag) => Watches(tag) ? [tag] : [];
}
