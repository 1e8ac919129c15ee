using Microsoft.Extensions.Configuration;
using OneStop.Documents.Contracts;

namespace OneStop.Documents.Files;

internal sealed class UploadedDocuments(FileStore files, IEnumerable<IUploadScanner> scanners, IConfiguration configuration) : IDocuments
{
    private const int DefaultLimit = 5 * 1024 * 1024;

    public long MaxBytes => configuration.GetValue("Documents:MaxBytes", DefaultLimit);

    public async Task<StoreResult> StoreAsync(Stream content, string name, CancellationToken ct = default)
    {
        var bytes = await ReadAsync(content, ct);
        if (bytes is null)
        {
            return Refused(Refusal.TooLarge);
        }

        var (type, refusal) = FileInspection.Inspect(bytes);
        if (refusal is not null)
        {
            return Refused(refusal);
        }

        foreach (var scanner in scanners)
        {
            if (await scanner.FindAsync(new MemoryStream(bytes, writable: false), name, ct) is not null)
            {
                return Refused(Refusal.Scanner);
            }
        }

        return new StoreResult(new StoredDocument(await files.KeepAsync(bytes, ct), FileName.Clean(name, type!), type!, bytes.LongLength), null);
    }

    public async Task<Stream?> OpenAsync(string sha256, CancellationToken ct = default) =>
        await files.ReadAsync(sha256, ct) is { } bytes ? new MemoryStream(bytes, writable: false) : null;

    /// <summary>All of it, or null beyond the limit; never more than the limit in memory.</summary>
    private async Task<byte[]?> ReadAsync(Stream content, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var part = new byte[81_920];
        int read;
        while ((read = await content.ReadAsync(part, ct)) > 0)
        {
            if (kept.Length + read > MaxBytes)
            {
                return null;
            }

            kept.Write(part, 0, read);
        }

        return kept.ToArray();
    }

    private static StoreResult Refused(string why) => new(null, why);
}
