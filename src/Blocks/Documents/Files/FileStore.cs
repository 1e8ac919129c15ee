using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Documents.Files;

/// <summary>
/// Files by the hash of their content, below the data directory. A file is written aside, flushed to the disk, and renamed into
/// place: whatever moment the machine dies at, there is the whole file under its name or nothing.
/// </summary>
internal sealed partial class FileStore(DatabaseOptions options, ILogger<FileStore> log)
{
    private readonly string root = Path.Combine(options.DataDirectory, "documents");

    internal string Incoming => Path.Combine(root, "incoming");

    /// <summary>Keeps the bytes and answers their SHA-256 once they are durable.</summary>
    internal async Task<string> KeepAsync(byte[] content, CancellationToken ct)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        var path = PathOf(sha256);
        if (await ReadIfSoundAsync(path, sha256, ct) is not null)
        {
            return sha256;
        }

        var place = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(Incoming);
        var aside = Path.Combine(Incoming, Ids.New().ToString("N"));
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
        DurableDirectory.Flush(place.FullName);
        DurableDirectory.Flush(place.Parent!.FullName);
        DurableDirectory.Flush(root);
        return sha256;
    }

    /// <summary>The bytes, checked against their name; null where there is no such file.</summary>
    /// <exception cref="DamagedFileException">The stored bytes are no longer those that were kept.</exception>
    internal async Task<byte[]?> ReadAsync(string sha256, CancellationToken ct)
    {
        if (sha256.Length != 2 * SHA256.HashSizeInBytes || !sha256.All(char.IsAsciiHexDigitLower) || !File.Exists(PathOf(sha256)))
        {
            return null;
        }

        if (await ReadIfSoundAsync(PathOf(sha256), sha256, ct) is { } content)
        {
            return content;
        }

        LogDamaged(log, sha256);
        throw new DamagedFileException(sha256);
    }

    internal string PathOf(string sha256) => Path.Combine(root, sha256[..2], sha256[2..4], sha256);

    private static async Task<byte[]?> ReadIfSoundAsync(string path, string sha256, CancellationToken ct)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(path, ct);
            return Convert.ToHexStringLower(SHA256.HashData(content)) == sha256 ? content : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The stored document {Sha256} is damaged: its bytes no longer have this hash. Bring it back from a backup.")]
    private static partial void LogDamaged(ILogger log, string sha256);
}

internal sealed class DamagedFileException(string sha256) : IOException($"The stored document {sha256} is damaged.");
