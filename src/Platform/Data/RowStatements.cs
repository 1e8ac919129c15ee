using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace OneStop.Platform.Data;

/// <summary>
/// The statements that store rows of one table, written once and then only filled in. For plain tables: no relation that would order
/// them, no value that the database makes. Others are left to EF Core.
/// </summary>
internal sealed class RowStatements
{
    private const string Annotation = "OneStop:RowStatements";
    internal const int MostColumns = 64;

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
        new(once ? insert + " ON CONFLICT DO NOTHING" : insert, null, [.. columns.Select(column => column.Of(entry))]);

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

        var set = columns.Where((_, i) => (changed & (1UL << i)) != 0).Select(column => column.Of(entry));
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

    private IEnumerable<StoredValue> Named(EntityEntry entry) => columns.Where(column => column.Names).Select(column => column.OfOriginal(entry));

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? toStored = property.GetRelationalTypeMapping().Converter?.ConvertToProvider;
        private readonly NpgsqlDbType? type = TypeOf(property.GetRelationalTypeMapping());

        public string Name { get; } = Quoted(property.GetColumnName());

        /// <summary>Says which row is meant, and as it was read.</summary>
        public bool Names { get; } = property.IsPrimaryKey() || property.IsConcurrencyToken;

        public StoredValue Of(EntityEntry entry) => Stored(getter.GetClrValue(entry.Entity));

        public StoredValue OfOriginal(EntityEntry entry) => property.IsConcurrencyToken ? Stored(entry.Property(property.Name).OriginalValue) : Of(entry);

        public bool HasChanged(EntityEntry entry) => entry.Property(property.Name).IsModified;

        private StoredValue Stored(object? value) => new((toStored is null ? value : toStored(value)) ?? DBNull.Value, type);

        // Asked once: making each parameter by the mapping took a tenth of a submission.
        private static NpgsqlDbType? TypeOf(RelationalTypeMapping mapping)
        {
            try
            {
                using var maker = new NpgsqlCommand();
                return ((NpgsqlParameter)mapping.CreateParameter(maker, "", null)).NpgsqlDbType;
            }
            catch (Exception e) when (e is InvalidCastException or InvalidOperationException)
            {
                return null;
            }
        }
    }
}

/// <param name="Type">On PostgreSQL.</param>
internal readonly record struct StoredValue(object Value, NpgsqlDbType? Type);

/// <param name="Sql">The statement alone, whose count of rows tells whether the row was there.</param>
/// <param name="Guarded">The statement that fails where the row was not as expected; null where nothing is expected.</param>
internal sealed record RowChange(string Sql, string? Guarded, StoredValue[] Values);
