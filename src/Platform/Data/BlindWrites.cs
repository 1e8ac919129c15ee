using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Data;

/// <summary>Writes that ask the database nothing; knows which kinds do.</summary>
internal sealed class BlindWrites(IServiceScopeFactory scopes, IWriteEngine engine)
{
    private readonly ConcurrentDictionary<string, bool> asking = new(StringComparer.Ordinal);

    internal bool Asks(string kind) => asking.ContainsKey(kind);

    /// <returns>False, with nothing written, where the work asks.</returns>
    internal async Task<bool> TryAsync(string kind, ProcessContext process, Func<Write, Task> work, CancellationToken ct)
    {
        Unit unit;
        try
        {
            unit = await WriteScope.RunBlindAsync(scopes, process, work, ct);
        }
        catch (AsksException)
        {
            asking.TryAdd(kind, true);
            return false;
        }

        await engine.StoreAsync(unit.Rows, ct);
        unit.RunAfterCommit();
        return true;
    }
}

/// <summary>A blind write wants to know something.</summary>
internal sealed class AsksException() : InvalidOperationException("A blind write asks the database nothing.");

/// <summary>Stands where a blind write's contexts expect their connection.</summary>
internal sealed class ClosedDoor : DbConnection
{
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "";

    public override string DataSource => "";

    public override string ServerVersion => "";

    public override ConnectionState State => ConnectionState.Closed;

    public override void ChangeDatabase(string databaseName) => throw new AsksException();

    public override void Close()
    {
    }

    public override void Open() => throw new AsksException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new AsksException();

    protected override DbCommand CreateDbCommand() => throw new AsksException();
}
