using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneStop.Documents.Contracts;
using OneStop.Filings.Forms;
using OneStop.Platform.Data;
using OneStop.Platform.Web;

namespace OneStop.Filings.Drafts;

/// <summary>Stores a file that was sent with a filing and notes that it belongs there.</summary>
internal sealed class KeepUpload(IDocuments documents, Writes writes, TimeProvider time)
{
    private const int MostFiles = 100;
    private const int LongestName = 200;
    private const string TooMany = "too-many";

    /// <summary>What a form's file field gives: the new file, the one kept before where none was sent, or why not.</summary>
    public async Task<Answer> ReadAsync(Guid filingId, Asked asked, IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            return asked.Answer is { } before ? Answer.Right(before.DeepClone()) : file is { FileName.Length: > 0 } ? Refused(asked.Path, Refusal.Empty) : Answer.Nothing;
        }

        await using var stream = file.OpenReadStream();
        var (node, refused) = await StoreAsync(filingId, stream, file.FileName, ct);
        return node is not null ? Answer.Right(node) : Refused(asked.Path, refused!);
    }

    public async Task<(JsonObject? File, string? RefusedBecause)> StoreAsync(Guid filingId, Stream content, string name, CancellationToken ct)
    {
        var plain = PlainText.Keep(Path.GetFileName(name.Replace('\\', '/')), lines: false) is { Length: > 0 } kept ? kept : "file";
        plain = plain.Length > LongestName ? plain[^LongestName..] : plain;
        var result = await documents.StoreAsync(content, plain, ct);
        if (result.Document is not { } document)
        {
            return (null, result.RefusedBecause);
        }

        try
        {
            if (!await writes.RunAsync(write => NoteAsync(filingId, document, write, ct), ct))
            {
                return (null, TooMany);
            }
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            // The same bytes, sent twice at one instant, are one file.
        }

        return (new JsonObject { ["sha256"] = document.Sha256, ["name"] = document.Name, ["bytes"] = document.Bytes }, null);
    }

    public static RuleProblem Problem(string path, string because) =>
        new(path, $"file.{because}", because == TooMany ? "filings.problem.file-too-many" : $"documents.refused.{because}") { Args = [MostFiles] };

    private static Answer Refused(string path, string because) => new(null, [Problem(path, because)]);

    private async Task<bool> NoteAsync(Guid filingId, StoredDocument document, Write write, CancellationToken ct)
    {
        var uploads = write.Get<FilingsDb>().Uploads;
        var there = await uploads.Where(upload => upload.FilingId == filingId).Select(upload => upload.Sha256).ToListAsync(ct);
        if (there.Contains(document.Sha256))
        {
            return true;
        }

        if (there.Count >= MostFiles)
        {
            return false;
        }

        uploads.Add(new Upload
        {
            FilingId = filingId,
            Sha256 = document.Sha256,
            Name = document.Name,
            ContentType = document.ContentType,
            Bytes = document.Bytes,
            At = time.GetUtcNow(),
        });
        return true;
    }
}
