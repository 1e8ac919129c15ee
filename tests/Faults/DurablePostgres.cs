using System.Diagnostics;
using OneStop.Kit;

namespace OneStop.Faults.Tests;

/// <summary>A PostgreSQL of this test's own, as durable as in production (fsync on), which crashes when told to: tools/need knows how to make one.</summary>
internal sealed class DurablePostgres : IAsyncDisposable
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));
    private readonly string directory;
    private readonly int port;

    private DurablePostgres(string directory, int port) => (this.directory, this.port) = (directory, port);

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=30";

    public static async Task<DurablePostgres> StartAsync()
    {
        Assert.SkipUnless(TestDatabase.HasPostgres, "PostgreSQL is not installed here (./test installs it).");
        var directory = Directory.CreateTempSubdirectory("onestop-faults-postgres-").FullName;
        var postgres = new DurablePostgres(directory, Government.FreePort());
        await postgres.StartAgainAsync();
        return postgres;
    }

    /// <summary>As a loss of power: no shutdown checkpoint, the log alone says what was committed.</summary>
    public async Task CrashAndRecoverAsync()
    {
        await ShellAsync($"as_postgres \"$(postgres_bin)/pg_ctl\" -D {directory} -m immediate stop");
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ShellAsync($"stop_postgres {directory}");
        Directory.Delete(directory, recursive: true);
    }

    private Task StartAgainAsync() => ShellAsync($"start_postgres {directory} {port} -c max_connections=80");

    private static async Task ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", $". tools/need; {command}"]) { WorkingDirectory = Root })!;
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }
}
