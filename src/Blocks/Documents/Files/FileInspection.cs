using OneStop.Documents.Contracts;

namespace OneStop.Documents.Files;

/// <summary>What a file is by its content, whatever it is called: PDF, PNG and JPEG from their first byte to their last, and nothing else.</summary>
internal static class FileInspection
{
    internal static (string? Type, string? Refusal) Inspect(byte[] file)
    {
        if (file.Length == 0)
        {
            return (null, Refusal.Empty);
        }

        return file switch
        {
            _ when file.AsSpan().StartsWith("%PDF-"u8) => ("application/pdf", PdfInspection.Inspect(file)),
            _ when file.AsSpan().StartsWith(PngInspection.Signature) => ("image/png", PngInspection.Inspect(file)),
            _ when file.AsSpan().StartsWith(JpegInspection.Signature) => ("image/jpeg", JpegInspection.Inspect(file)),
            _ => (null, Refusal.TypeNotAllowed),
        };
    }
}
