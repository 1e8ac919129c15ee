using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace OneStop.Platform.PublicPages;

/// <summary>What has stayed the same for a minute is compressed as far as it goes, with a tenth of one core at the most.</summary>
internal sealed class Squeeze(PublishedPages pages, PublishedFiles files, TimeProvider time) : BackgroundService
{
    private const int Share = 10;
    private static readonly TimeSpan Stays = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var before = time.GetUtcNow() - Stays;
            foreach (var content in pages.Epoch.Contents(entry => entry.Published < before).Where(content => !content.IsSmallest).ToList())
            {
                var since = Stopwatch.GetTimestamp();
                content.MakeSmallest();
                files.Rewrite(content);
                await Task.Delay(Stopwatch.GetElapsedTime(since) * (Share - 1), stopping);
            }

            await Task.Delay(Look, stopping);
        }
    }
}
