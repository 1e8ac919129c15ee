using OneStop.Platform.Jobs;

namespace OneStop.Documents.Files;

/// <summary>Removes what a killed process left half written. On every node in turn, since a node knows its own leftovers only by their age.</summary>
internal sealed class SweepIncoming(FileStore files, TimeProvider time) : IScheduledJob
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    public Task RunAsync(CancellationToken ct)
    {
        if (Directory.Exists(files.Incoming))
        {
            foreach (var file in new DirectoryInfo(files.Incoming).EnumerateFiles().Where(file => file.LastWriteTimeUtc < time.GetUtcNow() - Age))
            {
                file.Delete();
            }
        }

        return Task.CompletedTask;
    }
}
