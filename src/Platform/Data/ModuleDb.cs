using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
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

    protected ModuleDb(Unit unit) => this.unit = unit;

    private const string InstantFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>The prefix of the module's tables, in lower case.</summary>
    public abstract string Prefix { get; }

    protected abstract void Map(ModelBuilder model);

    protected sealed override void OnConfiguring(DbContextOptionsBuilder options)
    {
        unit.Configure(options, historyTable: $"{Prefix}_migrations");
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

        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            unit.Changed.UnionWith(unit.Watched.ChangedBy(entry));
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true })
            {
                var version = entry.Property("Version");
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
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

    internal bool IsWrite => unit.IsWrite;

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
