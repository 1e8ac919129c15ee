using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace OneStop.Platform.Data;

/// <summary>
/// The statements that store rows of one table, written once and then only filled in. For plain tables: no relation that would order
/// them, no value that the database makes. Others are left to EF Core.
/// </summary>
internal sealed class RowStatements
{
    private const string Annotation = "OneStop:RowStatements";
    private const int MostColumns = 64;

    private readonly string table;
    private readonly Column[] columns;
    private readonly ConcurrentDictionary<(ulong Changed, bool Guarded), string> updates = new();
    private readonly string insert;
    private readonly string where;

    private RowStatements(IEntityType type)
    {
        table = Quoted(type.GetTableName()!);
        columns = [.. type.GetProperties().Select(property => new Column(property))];
        insert = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select((_, i) => Place(i + 1)))})";
        where = string.Join(" AND ", columns.Where(column => column.Names).Select((column, i) => $"{column.Name} = {Place(i + 1)}"));
    }

    /// <summary>Null where the table is not plain.</summary>
    internal static RowStatements? Of(IEntityType type) =>
        type.GetOrAddRuntimeAnnotationValue(Annotation, static type => IsPlain(type!) ? new RowStatements(type!) : null, type);

    internal RowChange Insert(EntityEntry entry, bool once) =>
        new(once ? insert + " ON CONFLICT DO NOTHING" : insert, null, [.. columns.Select(column => (column.Mapping, column.Current(entry)))]);

    /// <summary>Null where nothing has changed.</summary>
    internal RowChange? Update(EntityEntry entry)
    {
        var changed = 0UL;
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].HasChanged(entry))
            {
                changed |= 1UL << i;
            }
        }

        if (changed == 0)
        {
            return null;
        }

        var set = columns.Where((_, i) => (changed & (1UL << i)) != 0).Select(column => (column.Mapping, column.Current(entry)));
        return new(Write(false), Write(true), [.. Named(entry), .. set]);

        string Write(bool guarded) => updates.GetOrAdd((changed, guarded), static (key, me) => me.WriteUpdate(key.Changed, key.Guarded), this);
    }

    internal RowChange Delete(EntityEntry entry)
    {
        var delete = $"DELETE FROM {table} WHERE {where}";
        return new(delete, Guard(delete), [.. Named(entry)]);
    }

    private static bool IsPlain(IEntityType type) =>
        type.BaseType is null && !type.GetDirectlyDerivedTypes().Any() && !type.GetForeignKeys().Any() && !type.GetReferencingForeignKeys().Any()
        && !type.GetComplexProperties().Any() && type.FindPrimaryKey() is not null && type.GetTableName() is not null
        && type.GetProperties().ToList() is { Count: <= MostColumns } all
        && all.TrueForAll(property => !property.IsShadowProperty()
            && (property.ValueGenerated == ValueGenerated.Never || (property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(Guid))));

    private string WriteUpdate(ulong changed, bool guarded)
    {
        var place = columns.Count(column => column.Names);
        var set = columns.Where((_, i) => (changed & (1UL << i)) != 0).Select(column => $"{column.Name} = {Place(++place)}");
        var update = $"UPDATE {table} SET {string.Join(", ", set)} WHERE {where}";
        return guarded ? Guard(update) : update;
    }

    // A commit travels with the statements it commits, so the database itself must refuse where a row was not as it had been read.
    private static string Guard(string change) => $"WITH changed AS ({change} RETURNING 1) SELECT 1 / count(*) FROM changed";

    private static string Quoted(string name) => $"\"{name}\"";

    private static string Place(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");

    private IEnumerable<(RelationalTypeMapping, object?)> Named(EntityEntry entry) =>
        columns.Where(column => column.Names).Select(column => (column.Mapping, column.Original(entry)));

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();

        public string Name { get; } = Quoted(property.GetColumnName());

        public RelationalTypeMapping Mapping { get; } = property.GetRelationalTypeMapping();

        /// <summary>Says which row is meant, and as it was read.</summary>
        public bool Names { get; } = property.IsPrimaryKey() || property.IsConcurrencyToken;

        public object? Current(EntityEntry entry) => getter.GetClrValue(entry.Entity);

        public object? Original(EntityEntry entry) => property.IsConcurrencyToken ? entry.Property(property.Name).OriginalValue : Current(entry);

        public bool HasChanged(EntityEntry entry) => entry.Property(property.Name).IsModified;
    }
}

/// <param name="Sql">The statement alone, whose count of rows tells whether the row was there.</param>
/// <param name="Guarded">The statement that fails where the row was not as expected; null where nothing is expected.</param>
internal sealed record RowChange(string Sql, string? Guarded, (RelationalTypeMapping Mapping, object? Value)[] Values)
{
    internal IEnumerable<DbParameter> Parameters(DbCommand maker, bool named)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            var (mapping, value) = Values[i];
            yield return mapping.CreateParameter(maker, named ? string.Create(CultureInfo.InvariantCulture, $"${i + 1}") : "", value);
        }
    }
}
