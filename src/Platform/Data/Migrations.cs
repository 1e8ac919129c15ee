using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Data;

/// <summary>Brings every module's tables up to date at start, one module after another.</summary>
public sealed class Migrations(IServiceScopeFactory scopes, IEnumerable<ModuleDbType> types, Database database)
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (database.Kind == DatabaseKind.Sqlite)
        {
            await using var connection = await database.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            await command.ExecuteNonQueryAsync(ct);
        }

        foreach (var type in types)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (ModuleDb)scope.ServiceProvider.GetRequiredService(type.Type);
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            {
                await db.Database.MigrateAsync(ct);
            }
        }
    }
}
