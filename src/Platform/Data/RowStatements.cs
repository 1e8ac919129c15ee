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
    private readonly ConcurrentDictionary<ulong, RowStatement> updates = new();
    private readonly RowStatement insert;
    private readonly RowStatement insertOnce;
    private readonly RowStatement delete;

    private RowStatements(IEntityType type)
    {
        table = Quoted(type.GetTableName()!);
        columns = [.. type.GetProperties().Select(property => new Column(property))];
        insert = Insert("");
        insertOnce = Insert(" ON CONFLICT DO NOTHING");
        var named = columns.Where(column => column.Names).ToArray();
        delete = Change($"DELETE FROM {table}", "USING", named, named);
    }

    /// <summary>Null where the table is not plain.</summary>
    internal static RowStatements? Of(IEntityType type) =>
        type.GetOrAddRuntimeAnnotationValue(Annotation, static type => IsPlain(type!) ? new RowStatements(type!) : null, type);

    internal RowChange Insert(EntityEntry entry, bool once) => new(once ? insertOnce : insert, [.. columns.Select(column => column.Of(entry))]);

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

        var statement = updates.GetOrAdd(changed, static (changed, me) => me.Update(changed), this);
        return new(statement, [.. Named(entry), .. columns.Where((_, i) => (changed & (1UL << i)) != 0).Select(column => column.Of(entry))]);
    }

    internal RowChange Delete(EntityEntry entry) => new(delete, [.. Named(entry)]);

    private static bool IsPlain(IEntityType type) =>
        type.BaseType is null && !type.GetDirectlyDerivedTypes().Any() && !type.GetForeignKeys().Any() && !type.GetReferencingForeignKeys().Any()
        && !type.GetComplexProperties().Any() && type.FindPrimaryKey() is not null && type.GetTableName() is not null
        && type.GetProperties().ToList() is { Count: <= MostColumns } all
        && all.TrueForAll(property => !property.IsShadowProperty()
            && (property.ValueGenerated == ValueGenerated.Never || (property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(Guid))));

    private RowStatement Insert(string onConflict)
    {
        var into = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))})";
        return new(
            $"{into} VALUES ({Places(columns)}){onConflict}", null,
            $"{into} SELECT * FROM unnest({Places(columns)}){onConflict}", [.. columns.Select(column => column.Place)]);
    }

    private RowStatement Update(ulong changed)
    {
        var named = columns.Where(column => column.Names).ToArray();
        var set = columns.Where((_, i) => (changed & (1UL << i)) != 0).ToArray();
        return Change($"UPDATE {table}", "FROM", named, [.. named, .. set]);
    }

    /// <param name="change">UPDATE or DELETE, and the table.</param>
    /// <param name="with">How the statement names the rows beside the table.</param>
    /// <param name="named">The columns that say which row.</param>
    /// <param name="all">They, and after them what is set.</param>
    private RowStatement Change(string change, string with, Column[] named, Column[] all)
    {
        var values = all.Select((_, i) => Place(i + 1)).ToArray();
        var merged = all.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"many.c{i + 1}")).ToArray();
        var alone = $"{change}{Set(values)} WHERE {Where(values)}";
        var list = string.Join(", ", all.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"c{i + 1}")));
        var many = $"{change}{Set(merged)} {with} unnest({Places(all)}) AS many({list}) WHERE {Where(merged)}";
        return new(
            alone, Guarded(alone, "count(*)"),
            Guarded(many, string.Create(CultureInfo.InvariantCulture, $"(count(*) = ${all.Length + 1})::int")), [.. all.Select(column => column.Place)]);

        string Set(string[] from) => all.Length == named.Length ? "" : " SET " + string.Join(", ", all.Skip(named.Length).Select((column, i) => $"{column.Name} = {from[named.Length + i]}"));

        string Where(string[] from) => string.Join(" AND ", named.Select((column, i) => $"{table}.{column.Name} = {from[i]}"));
    }

    // A commit travels with the statements it commits, so the database itself must refuse where a row was not as it had been read.
    private static string Guarded(string change, string divisor) => $"WITH changed AS ({change} RETURNING 1) SELECT 1 / {divisor} FROM changed";

    private static string Places(Column[] columns) => string.Join(", ", columns.Select((_, i) => Place(i + 1)));

    private static string Quoted(string name) => $"\"{name}\"";

    private static string Place(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");

    private IEnumerable<object> Named(EntityEntry entry) => columns.Where(column => column.Names).Select(column => column.OfOriginal(entry));

    private sealed class Column(IProperty property)
    {
        private readonly StoredColumn stored = new(property);

        public StoredPlace Place => field ??= new(TypeOf(property.GetRelationalTypeMapping()), stored.Element);

        public string Name => field ??= Quoted(stored.Name);

        /// <summary>Says which row is meant, and as it was read.</summary>
        public bool Names { get; } = property.IsPrimaryKey() || property.IsConcurrencyToken;

        public object Of(EntityEntry entry) => stored.ValueOf(entry.Entity) ?? DBNull.Value;

        public object OfOriginal(EntityEntry entry) => property.IsConcurrencyToken ? stored.ToStored(entry.Property(property.Name).OriginalValue) ?? DBNull.Value : Of(entry);

        public bool HasChanged(EntityEntry entry) => entry.Property(property.Name).IsModified;

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

/// <param name="Type">On PostgreSQL; null where the mapping knows none.</param>
/// <param name="Element">Of an array of such values.</param>
internal sealed record StoredPlace(NpgsqlDbType? Type, Type Element);

/// <param name="Sql">The statement alone, whose count of rows tells whether the row was there.</param>
/// <param name="Guarded">The statement that fails where the row was not as expected; null where nothing is expected.</param>
/// <param name="Merged">On PostgreSQL: the same for many rows, an array for each place; guarded, their number after them.</param>
internal sealed record RowStatement(string Sql, string? Guarded, string Merged, StoredPlace[] Places)
{
    /// <summary>No arrays of arrays.</summary>
    public bool CanMerge { get; } = Array.TrueForAll(Places, place => place.Type is { } type && !type.HasFlag(NpgsqlDbType.Array) && !type.HasFlag(NpgsqlDbType.Range));
}

internal sealed record RowChange(RowStatement Statement, object[] Values);
