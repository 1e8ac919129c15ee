using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace OneStop.Platform.PublicPages;

/// <summary>
/// Where <c>publish-to</c> names a directory: the same bytes as files (with .br and .gz beside), for nginx or a CDN. Each epoch is a
/// directory of links to contents by their hash; <c>current</c> is renamed onto the newest when that is whole.
/// </summary>
internal sealed partial class PublishedFiles(IConfiguration configuration, ILogger<PublishedFiles> log)
{
    private const int EpochsKept = 3;
    private static readonly TimeSpan ContentsKept = TimeSpan.FromHours(1);
    private readonly string? directory = configuration["publish-to"] is { Length: > 0 } named ? Path.GetFullPath(named) : null;
    private readonly Lock writing = new();
    private Epoch? written;

    internal bool IsOn => directory is not null;

    /// <summary>Slow next to memory, so never on the way of a reader; of several epochs waiting only the last is written.</summary>
    internal void Write(PublishedPages pages)
    {
        if (directory is null)
        {
            return;
        }

        lock (writing)
        {
            var epoch = pages.Epoch;
            if (epoch == written)
            {
                return;
            }

            try
            {
                WriteEpoch(epoch, directory);
                written = epoch;
            }
            catch (IOException e)
            {
                LogFailed(e, directory);
            }
        }
    }

    internal void Rewrite(Content content)
    {
        if (directory is not null && content.Brotli5Or11 is { } brotli && File.Exists(Path.Combine(directory, "content", content.Hash + ".br")))
        {
            Put(Path.Combine(directory, "content", content.Hash + ".br"), brotli.Bytes, replace: true);
        }
    }

    private static void WriteEpoch(Epoch epoch, string directory)
    {
        var contents = Directory.CreateDirectory(Path.Combine(directory, "content")).FullName;
        var name = $"{Guid.CreateVersion7():N}";
        var root = Path.Combine(directory, "epochs", name);
        foreach (var part in epoch.Parts)
        {
            var content = part.Entry.Content;
            var file = Path.Combine(root, FileOf(part));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            foreach (var (ending, body) in (ReadOnlySpan<(string, Encoded?)>)[("", content.Plain), (".br", content.Brotli5Or11), (".gz", content.Gzip)])
            {
                if (body is not null)
                {
                    var target = Path.Combine(contents, content.Hash + ending);
                    Put(target, body.Bytes, replace: false);
                    File.CreateSymbolicLink(file + ending, Path.GetRelativePath(Path.GetDirectoryName(file)!, target));
                }
            }
        }

        var next = Path.Combine(directory, name);
        File.CreateSymbolicLink(next, Path.Combine("epochs", name));
        // .NET does not rename a link to a directory onto another one.
        if (Rename(next, Path.Combine(directory, "current")) != 0)
        {
            throw new IOException($"rename: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        Forget(directory, epoch);
    }

    /// <summary><c>/en</c> is en.html; a query stays in the name, as nginx's try_files $uri$is_args$args finds it.</summary>
    private static string FileOf(PublishedPart part) =>
        part.Path.TrimStart('/') + (part.Query.Length == 0 ? "" : "?" + part.Query) + (part.Entry.IsPage ? ".html" : "");

    private static void Put(string file, byte[] bytes, bool replace)
    {
        if (!replace && File.Exists(file))
        {
            return;
        }

        var partial = $"{file}.{Environment.ProcessId}.part";
        File.WriteAllBytes(partial, bytes);
        File.Move(partial, file, overwrite: true);
    }

    private static void Forget(string directory, Epoch epoch)
    {
        foreach (var old in Directory.GetDirectories(Path.Combine(directory, "epochs")).Order(StringComparer.Ordinal).SkipLast(EpochsKept))
        {
            Directory.Delete(old, recursive: true);
        }

        var shown = epoch.Parts.Select(part => part.Entry.Content.Hash).ToHashSet(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(Path.Combine(directory, "content")).EnumerateFiles())
        {
            if (!shown.Contains(file.Name.Split('.')[0]) && TimeProvider.System.GetUtcNow() - file.LastWriteTimeUtc > ContentsKept)
            {
                file.Delete();
            }
        }
    }

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [LoggerMessage(LogLevel.Error, "What is published could not be written below {Directory}; what was there stays.")]
    private partial void LogFailed(Exception e, string directory);
}
