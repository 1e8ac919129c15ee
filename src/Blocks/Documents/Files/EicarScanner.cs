using System.Text;
using OneStop.Documents.Contracts;

namespace OneStop.Documents.Files;

/// <summary>Stands in for a malware scanner in a demonstration: finds the anti-malware industry's harmless test file (EICAR), also inside others.</summary>
internal sealed class EicarScanner : IUploadScanner
{
    // Written in halves, or scanners would find it here.
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes("$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");

    public async Task<string?> FindAsync(Stream content, string name, CancellationToken ct)
    {
        using var all = new MemoryStream();
        await content.CopyToAsync(all, ct);
        return all.ToArray().AsSpan().IndexOf(Mark) >= 0 ? "EICAR-Test-File" : null;
    }
}
