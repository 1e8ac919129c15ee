using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Data;

/// <summary>Brings every module's tables up to date at start, one module after another.</summary>
public sealed class Migrations(IServiceScopeFactory scopes, IEnumerable<ModuleDbType> types, Database database)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var modules = types.Select(type => (ModuleDb)scope.ServiceProvider.GetRequiredService(type.Type)).ToList();
        HashSet<(string Table, string Id)> applied;
        await using (var connection = await database.OpenAsync(ct))
        {
            if (database.Kind == DatabaseKind.Sqlite)
            {
                await ReadAsync(connection, "PRAGMA journal_mode = WAL", ct);
            }

            applied = await AppliedAsync(connection, modules, ct);
        }

        foreach (var db in modules.Where(db => !Of(db.GetType()).All(id => applied.Contains((db.HistoryTable, id)))))
        {
            await db.Database.MigrateAsync(ct);
        }
    }

    private static IEnumerable<string> Of(Type db) => db.Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == db)
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>();

    /// <summary>What every module's history says, in two questions: asking EF Core about each module costs a start several times that.</summary>
    private async Task<HashSet<(string Table, string Id)>> AppliedAsync(DbConnection connection, List<ModuleDb> modules, CancellationToken ct)
    {
        var tables = await ReadAsync(connection, database.Kind == DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()", ct);
        var histories = modules.Select(db => db.HistoryTable).Intersect(tables.Select(row => row[0])).ToList();
        return histories.Count == 0
            ? []
            : [.. from row in await ReadAsync(connection, string.Join(" UNION ALL ", histories.Select(table => $"SELECT '{table}', \"MigrationId\" FROM {table}")), ct) select (row[0], row[1])];
    }

    private static async Task<List<string[]>> ReadAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }
}
