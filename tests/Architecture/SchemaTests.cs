using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Host;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Architecture.Tests;

/// <summary>Stands in for EF's model snapshot: what the migrations build is what the models describe, on both engines.</summary>
public sealed class SchemaTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Migrated_tables_equal_the_models(DatabaseKind kind)
    {
        await using var migrated = await TestApp.StartAsync(kind, Modules.All, new() { ["Payments:Simulator"] = "true" });
        await using var modelled = await TestDatabase.CreateAsync(kind);

        var compared = 0;
        await migrated.InScopeAsync(async scope =>
        {
            var contexts = scope.GetServices<ModuleDbType>().Select(type => (ModuleDb)scope.GetRequiredService(type.Type)).ToList();
            await using var created = new Database(new DatabaseOptions(
                kind, modelled.ConnectionString ?? $"Data Source={Path.Combine(modelled.DataDirectory, "model.db")}", modelled.DataDirectory));
            await using var to = await created.OpenAsync(default);
            foreach (var context in contexts)
            {
                await ExecuteAsync(to, context.Database.GenerateCreateScript());
            }

            await using var from = await scope.GetRequiredService<Database>().OpenAsync(default);
            foreach (var table in contexts.SelectMany(context => context.Model.GetEntityTypes()).Select(entity => entity.GetTableName()!).Distinct().Order())
            {
                Assert.Equal(await DescribeAsync(kind, to, table), await DescribeAsync(kind, from, table));
                compared++;
            }
        });
        Assert.True(compared > 20, $"only {compared} tables were compared");
    }

    [Fact]
    public async Task Tables_carry_their_modules_prefix_and_no_key_crosses_a_module()
    {
        await using var app = await TestApp.StartAsync(DatabaseKind.Sqlite, Modules.All);

        await app.InScopeAsync(scope =>
        {
            var contexts = scope.GetServices<ModuleDbType>().Select(type => (ModuleDb)scope.GetRequiredService(type.Type)).ToList();
            Assert.True(contexts.Count > 8);
            Assert.Equal(contexts.Count, contexts.Select(context => context.Prefix).Distinct().Count());
            foreach (var context in contexts)
            {
                Assert.NotEmpty(context.Model.GetEntityTypes());
                Assert.All(context.Model.GetEntityTypes(), entity => Assert.StartsWith(context.Prefix + "_", entity.GetTableName(), StringComparison.Ordinal));
            }

            return Task.CompletedTask;
        });
    }

    private static async Task<List<string>> DescribeAsync(DatabaseKind kind, DbConnection connection, string table)
    {
        var columns = kind == DatabaseKind.Sqlite
            ? await LinesAsync(connection, $"SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || (pk > 0) FROM pragma_table_info('{table}') ORDER BY name")
            : await LinesAsync(connection, $"SELECT column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns WHERE table_name = '{table}' ORDER BY column_name COLLATE \"C\"");
        var indexes = kind == DatabaseKind.Sqlite
            ? await LinesAsync(connection, $"SELECT i.name || ' ' || i.\"unique\" || ' ' || group_concat(c.name) FROM pragma_index_list('{table}') i, pragma_index_info(i.name) c WHERE i.origin = 'c' GROUP BY i.name ORDER BY i.name")
            : await LinesAsync(connection, $"SELECT indexdef FROM pg_indexes WHERE tablename = '{table}' ORDER BY indexname COLLATE \"C\"");
        return [table, .. columns, .. indexes];
    }

    private static async Task<List<string>> LinesAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
