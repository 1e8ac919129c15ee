namespace OneStop.Documents.Contracts;

/// <summary>Files by their content: stored durably before the answer, checked when read.</summary>
public interface IDocuments
{
    /// <summary>
    /// Stores a file; the same bytes are one file, durable before the answer. Refuses by size, by true type (PDF, PNG and JPEG, whole
    /// and nothing else besides), by a scanner's verdict, and PDFs that carry scripts. Needs no write.
    /// </summary>
    Task<StoreResult> StoreAsync(Stream content, string name, CancellationToken ct = default);

    /// <summary>The largest file taken, in bytes (<c>Documents:MaxBytes</c>, 5 MB): say it beside the field.</summary>
    long MaxBytes { get; }

    /// <summary>Opens it for reading; null where there is none.</summary>
    Task<Stream?> OpenAsync(string sha256, CancellationToken ct = default);
}

/// <summary>Either a document or why not: one of <see cref="Refusal"/>'s codes.</summary>
public sealed record StoreResult(StoredDocument? Document, string? RefusedBecause);

public sealed record StoredDocument(string Sha256, string Name, string ContentType, long Bytes);

/// <summary>A hook that may refuse an upload (a malware scanner). Every registered one is asked; null means nothing was found.</summary>
public interface IUploadScanner
{
    Task<string?> FindAsync(Stream content, string name, CancellationToken ct);
}
