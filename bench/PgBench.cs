using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace OneStop.Bench;

/// <summary>One round of a script by pgbench, prepared.</summary>
internal static partial class PgBench
{
    internal static async Task<(long Done, double PerSecond, double Milliseconds)> RunAsync(
        Options options, string connectionString, string database, string script, int clients, int seconds)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        using var pgbench = Process.Start(new ProcessStartInfo(options.PgBench,
        [
            "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{seconds}", "-D", "i=0", "-f", script,
            "-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!, database,
        ])
        { RedirectStandardOutput = true })!;
        var output = await pgbench.StandardOutput.ReadToEndAsync();
        await pgbench.WaitForExitAsync();
        return pgbench.ExitCode == 0
            ? (long.Parse(Done().Match(output).Groups[1].Value, CultureInfo.InvariantCulture), Number(PerSecond()), Number(Latency()))
            : throw new InvalidOperationException("pgbench failed.");

        double Number(Regex figure) => double.Parse(figure.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"transactions actually processed: (\d+)")]
    private static partial Regex Done();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"latency average = ([\d.]+)")]
    private static partial Regex Latency();
}
