using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Platform;
using OneStop.Platform.Data;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.Observatory.Readings;

/// <summary>
/// A directory that takes files of readings (<c>Observatory:DropDirectory</c>, or <c>stations/</c> below the data directory). Write under
/// another name and rename to <c>*.csv</c> in <c>incoming/</c>: it ends in <c>done/</c> when every row was taken, otherwise in
/// <c>failed/</c>, beside a result file with every row and what became of it. Several nodes may share the directory.
/// </summary>
internal sealed partial class CsvDrop : BackgroundService
{
    private const long MostBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly string root;
    private readonly string mine;
    private readonly TakeReadings take;
    private readonly Text text;
    private readonly ILogger<CsvDrop> log;

    public CsvDrop(TakeReadings take, Text text, NodeName node, DatabaseOptions options, IConfiguration configuration, ILogger<CsvDrop> log)
    {
        (this.take, this.text, this.log) = (take, text, log);
        root = configuration["Observatory:DropDirectory"] ?? Path.Combine(options.DataDirectory, "stations");
        mine = Path.Combine(root, "taking", string.Concat(node.Value.Where(char.IsLetterOrDigit)));
    }

    internal string Incoming => Path.Combine(root, "incoming");

    internal async Task TakeAllAsync(CancellationToken ct)
    {
        foreach (var directory in (string[])[Incoming, mine, Path.Combine(root, "done"), Path.Combine(root, "failed")])
        {
            Directory.CreateDirectory(directory);
        }

        // What this node took before it died is taken again: a re-sent reading changes nothing.
        foreach (var path in Directory.EnumerateFiles(mine).Concat(Directory.EnumerateFiles(Incoming, "*.csv")).ToList())
        {
            ct.ThrowIfCancellationRequested();
            var taking = Path.Combine(mine, Path.GetFileName(path));
            try
            {
                File.Move(path, taking, overwrite: true);
            }
            catch (FileNotFoundException)
            {
                // Another node was quicker.
                continue;
            }

            await TakeAsync(taking, ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                await TakeAllAsync(ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(e, root);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task TakeAsync(string path, CancellationToken ct)
    {
        var (result, isWhole) = new FileInfo(path).Length > MostBytes
            ? (text["observatory.readings.refused.file"], false)
            : await TakeAsync(path, await File.ReadAllTextAsync(path, Encoding.UTF8, ct));
        var end = Free(Path.Combine(root, isWhole ? "done" : "failed", Path.GetFileName(path)));
        await File.WriteAllTextAsync(end + ".result", result, ct);
        File.Move(path, end);
    }

    private async Task<(string Result, bool IsWhole)> TakeAsync(string path, string csv)
    {
        if (!SentCsv.HasHeading(csv))
        {
            return (text["observatory.readings.refused.csv.cure", SentCsv.Heading], false);
        }

        var result = new StringBuilder(SentCsv.Heading).Append(",outcome,quality,code\n");
        var isWhole = true;
        foreach (var rows in SentCsv.Rows(csv).Chunk(TakeReadings.Most))
        {
            var answers = await take.RunAsync(rows.Select(SentCsv.Read), $"file {Path.GetFileName(path)}", limited: false, text);
            foreach (var (row, answer) in rows.Zip(answers.Items))
            {
                result.Append(row).Append(',').Append(answer.Outcome).Append(',').Append(answer.Quality).Append(',').Append(answer.Code).Append('\n');
            }

            isWhole &= answers.Refused == 0;
        }

        return (result.ToString(), isWhole);
    }

    /// <summary>A name that no earlier file of the same name has.</summary>
    private static string Free(string path)
    {
        var free = path;
        for (var number = 2; File.Exists(free); number++)
        {
            free = Path.ChangeExtension(path, $"{number}.csv");
        }

        return free;
    }

    [LoggerMessage(LogLevel.Error, "The readings dropped in {Directory} could not be taken; they stay for the next try.")]
    private partial void LogFailed(Exception e, string directory);
}
