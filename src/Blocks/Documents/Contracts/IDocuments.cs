namespace OneStop.Documents.Contracts;

/// <summary>Files by their content: stored durably before the answer, checked when read.</summary>
public interface IDocuments
{
    /// <summary>Stores a file; the same bytes are one file. Refuses by size, by true type, by a scanner's verdict, and PDFs that carry scripts.</summary>
    Task<StoreResult> StoreAsync(Stream content, string name, CancellationToken ct = default);

    /// <summary>Opens it for reading; null where there is none.</summary>
    Task<Stream?> OpenAsync(string sha256, CancellationToken ct = default);
}

/// <summary>Either a document or why not: <c>too-large</c>, <c>type-not-allowed</c>, <c>active-content</c>, <c>scanner</c>.</summary>
public sealed record StoreResult(StoredDocument? Document, string? RefusedBecause);

public sealed record StoredDocument(string Sha256, string Name, string ContentType, long Bytes);

/// <summary>A hook that may refuse an upload (a malware scanner). Every registered one is asked; null means nothing was found.</summary>
public interface IUploadScanner
{
    Task<string?> FindAsync(Stream content, string name, CancellationToken ct);
}
