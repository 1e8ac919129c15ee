using System.Globalization;

namespace OneStop.Bench;

/// <summary>Processes by what Linux tells of them.</summary>
internal static class Processes
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system time so far, in seconds; with that of its children that have ended.</summary>
    internal static double Cpu(int pid, bool ended = false)
    {
        try
        {
            var fields = Fields(pid);
            return fields[11..(ended ? 15 : 13)].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    internal static int Parent(int pid) => int.Parse(Fields(pid)[1], CultureInfo.InvariantCulture);

    internal static IEnumerable<int> Children(int pid) =>
        File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    internal static long ResidentMegabytes(int pid) =>
        long.Parse(File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    private static string[] Fields(int pid) => File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ');
}
