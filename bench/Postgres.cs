using Npgsql;

namespace OneStop.Bench;

internal static class Postgres
{
    /// <summary>User and system time so far, in seconds, of the server's processes, those that have ended too.</summary>
    internal static double Cpu(int postmaster) => Processes.Cpu(postmaster, ended: true) + Processes.Children(postmaster).Sum(pid => Processes.Cpu(pid));

    internal static async Task<int> PostmasterAsync(Options options)
    {
        await using var connection = new NpgsqlConnection(options.Postgres + ";Database=postgres");
        await connection.OpenAsync();
        return Processes.Parent(connection.ProcessID);
    }

    internal static async Task<string> CreateDatabaseAsync(Options options, string name)
    {
        await using var connection = new NpgsqlConnection(options.Postgres + ";Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return options.Postgres + $";Database={name};Maximum Pool Size=50";
    }

    /// <summary>The server's first process, whose children do the work.</summary>
    internal static async Task<int> ProcessAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return Processes.Parent((int)(await command.ExecuteScalarAsync())!);
    }
}
