using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OneStop.Platform.Data;

namespace OneStop.Platform.PublicPages;

/// <summary>
/// Sees every command of the modules' contexts: in a write, what is changed past the change tracker (ExecuteUpdate, SQL); while
/// something is rendered for publication, which tables are read.
/// </summary>
internal sealed class DataObserver : DbCommandInterceptor
{
    // A query's text is one of few; should somebody put values into texts, this keeps them from filling memory.
    private const int MostTexts = 4096;
    private readonly ConcurrentDictionary<Type, (string Table, Type Row)[]> tables = new();
    private readonly ConcurrentDictionary<(Type Context, string Text), Type[]> named = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Observe(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Observe(command, eventData);
        return new(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Observe(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Observe(command, eventData);
        return new(result);
    }

    private void Observe(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not ModuleDb db)
        {
            return;
        }

        if (db.IsPublishing)
        {
            db.HasRead(RowsIn(command.CommandText, db));
        }
        else if (db.IsWrite && eventData.CommandSource is not (CommandSource.LinqQuery or CommandSource.SaveChanges or CommandSource.Migrations))
        {
            db.HasChanged(RowsIn(command.CommandText, db));
        }
    }

    private Type[] RowsIn(string text, ModuleDb db)
    {
        if (named.Count > MostTexts)
        {
            named.Clear();
        }

        return named.GetOrAdd((db.GetType(), text), static (key, state) => [.. state.Tables.Where(table => Names(key.Text, table.Table)).Select(table => table.Row)], (Tables: TablesOf(db), 0));
    }

    private (string Table, Type Row)[] TablesOf(ModuleDb db) => tables.GetOrAdd(
        db.GetType(),
        static (_, db) => [.. db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null && !type.IsOwned()).Select(type => (type.GetTableName()!, type.ClrType))],
        db);

    private static bool Names(string text, string table)
    {
        for (var at = text.IndexOf(table, StringComparison.Ordinal); at >= 0; at = text.IndexOf(table, at + 1, StringComparison.Ordinal))
        {
            var end = at + table.Length;
            if ((at == 0 || !IsWord(text[at - 1])) && (end == text.Length || !IsWord(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(char symbol) => char.IsLetterOrDigit(symbol) || symbol == '_';
}
