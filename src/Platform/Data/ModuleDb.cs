using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Data;

/// <summary>
/// A module's part of the database. It owns every decision about the engine, so that no module names one: snake_case tables
/// with the module's prefix, enums as text, instants as ordered UTC text on SQLite, an integer <c>Version</c> as concurrency token.
/// </summary>
public abstract class ModuleDb : DbContext
{
    private Unit unit;
    private Action<ModuleDb>? giveBack;
    private HashSet<object>? once;

    protected ModuleDb(Unit unit) => this.unit = unit;

    private const string InstantFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>The prefix of the module's tables, in lower case.</summary>
    public abstract string Prefix { get; }

    internal string HistoryTable => $"{Prefix}_migrations";

    protected abstract void Map(ModelBuilder model);

    protected sealed override void OnConfiguring(DbContextOptionsBuilder options)
    {
        unit.Configure(options, HistoryTable);
    }

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Enum>().HaveConversion<string>();
        if (unit.Kind == DatabaseKind.Sqlite)
        {
            conventions.Properties<DateTimeOffset>().HaveConversion<InstantText>();
        }
    }

    protected sealed override void OnModelCreating(ModelBuilder model)
    {
        Map(model);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            Name(entity);
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Save with SaveChangesAsync, inside a write.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken ct = default)
    {
        if (!unit.IsWrite)
        {
            throw new InvalidOperationException($"{GetType().Name} is read here; change it inside Writes.RunAsync.");
        }

        return await Saving.SaveAsync(unit, [this], commit: false, ct) ? 1 : 0;
    }

    /// <summary>Adds a row unless one with its key, or with its share in a unique index, is there already: without looking first.</summary>
    public void AddOnce<TRow>(TRow row)
        where TRow : class
    {
        Add(row);
        (once ??= new(ReferenceEqualityComparer.Instance)).Add(row);
    }

    /// <summary>
    /// Takes a row that was read before the write into it, without reading it again: the write stands only if nobody has changed the row
    /// since (<see cref="DbUpdateConcurrencyException"/> otherwise). Give the write its own copy: it may run twice.
    /// </summary>
    public TRow Continue<TRow>(TRow seen)
        where TRow : class
    {
        var row = (TRow)Entry(seen).CurrentValues.ToObject();
        Attach(row);
        return row;
    }

    /// <summary>Adds what is unsaved; false, and nothing, where a table among it is not plain.</summary>
    internal bool TryCollect(List<RowChange> rows)
    {
        var entries = ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        unit.Changed.UnionWith(entries.SelectMany(unit.Watched.ChangedBy));
        if (!entries.TrueForAll(entry => RowStatements.Of(entry.Metadata) is not null))
        {
            return once is null ? false : throw new InvalidOperationException($"{GetType().Name}: a row added once does not go with rows that EF Core must store.");
        }

        // What goes makes room for what comes.
        foreach (var entry in entries.OrderByDescending(entry => entry.State switch { EntityState.Deleted => 2, EntityState.Modified => 1, _ => 0 }))
        {
            var statements = RowStatements.Of(entry.Metadata)!;
            var change = entry.State switch
            {
                EntityState.Added => statements.Insert(entry, once?.Contains(entry.Entity) == true),
                EntityState.Modified => statements.Update(Counted(entry)),
                _ => statements.Delete(entry),
            };
            if (change is not null)
            {
                rows.Add(change);
            }
        }

        return true;
    }

    internal Task SaveByEntityFrameworkAsync(CancellationToken ct)
    {
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State == EntityState.Modified))
        {
            Counted(entry);
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess: true, ct);
    }

    private static EntityEntry Counted(EntityEntry entry)
    {
        if (entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true })
        {
            var version = entry.Property("Version");
            version.CurrentValue = (int)version.OriginalValue! + 1;
        }

        return entry;
    }

    /// <summary>Begins anew in this unit. Making a context costs more than a query, so it is kept and joins one unit after another.</summary>
    internal void Join(Unit next, Action<ModuleDb> whenDone)
    {
        (unit, giveBack) = (next, whenDone);
        Database.SetDbConnection(unit.Connection);
        ChangeTracker.QueryTrackingBehavior = unit.IsWrite ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking;
        if (unit.Transaction is { } transaction)
        {
            Database.UseTransaction(transaction);
        }

        if (unit.IsWrite)
        {
            Database.AutoSavepointsEnabled = false;
            unit.Contexts.Add(this);
        }
    }

    /// <summary>
    /// What a published page reads, once for all its languages; elsewhere it is read each time. For what is dear and read by one page alone:
    /// of each type only the last is remembered, while one publication is rendered from one snapshot.
    /// </summary>
    /// <param name="what">Tells it from others of its type: a station's code.</param>
    public async Task<T> OncePerPageAsync<T>(string what, Func<Task<T>> readAsync)
        where T : class
    {
        if (unit.Snapshot?.Remembered is not { } remembered)
        {
            return await readAsync();
        }

        if (remembered.TryGetValue(typeof(T), out var last) && last.What == what)
        {
            return (T)last.Read;
        }

        var read = await readAsync();
        remembered[typeof(T)] = (what, read);
        return read;
    }

    internal bool IsWrite => unit.IsWrite;

    /// <summary>For statements of the kernel's own.</summary>
    internal DbTransaction Transaction =>
        unit.IsBlind ? throw new AsksException()
        : Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException($"{GetType().Name} is read here; change it inside Writes.RunAsync.");

    internal bool IsPublishing => unit.Snapshot is not null;

    internal void HasRead(IEnumerable<Type> rows)
    {
        foreach (var row in rows)
        {
            unit.Snapshot!.Reads.TryAdd(row, true);
        }
    }

    /// <summary>Past the change tracker.</summary>
    internal void HasChanged(IEnumerable<Type> rows) => unit.Changed.UnionWith(rows.SelectMany(unit.Watched.AnyOf));

    /// <summary>Leaves its unit and may join another; what failed, or is still reading, is not trusted again.</summary>
    public sealed override void Dispose()
    {
        if (giveBack is { } keep)
        {
            giveBack = null;
            if (TryLeave())
            {
                keep(this);
                return;
            }

            unit.Failed = true;
        }

        base.Dispose();
    }

    public sealed override ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private bool TryLeave()
    {
        if (unit.Failed)
        {
            return false;
        }

        try
        {
            ChangeTracker.Clear();
            once = null;
            Database.UseTransaction(null);
            Database.SetDbConnection(null);
            Database.SetCommandTimeout(null);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Name(IMutableEntityType entity)
    {
        if (entity.IsOwned() || entity.GetTableName() is not { } table)
        {
            return;
        }

        entity.SetTableName($"{Prefix}_{Snake(table)}");
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Snake(property.Name));
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join("_", index.Properties.Select(property => Snake(property.Name)))}");
        }

        foreach (var key in entity.GetKeys())
        {
            key.SetName(key.IsPrimaryKey() ? $"pk_{entity.GetTableName()}" : $"ak_{entity.GetTableName()}");
        }

        if (entity.FindProperty("Version") is { ClrType: var type } token && type == typeof(int))
        {
            token.IsConcurrencyToken = true;
        }
    }

    internal static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }

    private sealed class InstantText() : ValueConverter<DateTimeOffset, string>(
        instant => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture),
        text => DateTimeOffset.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}
