using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OneStop.Platform.Web;

namespace OneStop.Platform.PublicPages;

/// <summary>An entry in one encoding, with the fields of its answers that no moment changes.</summary>
internal sealed class Answer
{
    private const int SmallestRanged = 1024 * 1024;
    private static readonly StringValues OnEncoding = "Accept-Encoding";
    private static readonly StringValues OnEncodingAndCookie = "Accept-Encoding, Cookie";
    private static readonly StringValues Anybody = "*";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Bytes = "bytes";
    private readonly Entry entry;
    private readonly byte[] fields;
    private readonly int always;

    internal Answer(Entry entry, Encoded body)
    {
        this.entry = entry;
        Body = body;
        var (first, rest) = (new HeaderDictionary(), new HeaderDictionary { ContentLength = body.Bytes.Length });
        Always(first);
        WithBody(rest);
        var lines = Lines(first);
        always = lines.Length;
        fields = Encoding.ASCII.GetBytes(lines + Lines(rest));
    }

    internal Encoded Body { get; }

    /// <summary>Long enough to be asked for in ranges.</summary>
    internal bool IsRanged => Body.Bytes.Length > SmallestRanged;

    /// <summary>The fields as lines: all, or those of an answer without body (304).</summary>
    internal ReadOnlySpan<byte> Fields(bool withBody) => withBody ? fields : fields.AsSpan(0, always);

    internal void Always(IHeaderDictionary headers)
    {
        headers.ETag = Body.ETag;
        headers.Vary = entry.IsPage ? OnEncodingAndCookie : OnEncoding;
        headers.LastModified = entry.LastModified;
        if (entry.AnyOrigin)
        {
            headers.AccessControlAllowOrigin = Anybody;
        }
    }

    internal void WithBody(IHeaderDictionary headers)
    {
        if (entry.IsPage)
        {
            SecurityHeaders.AddTo(headers);
        }
        else
        {
            headers.XContentTypeOptions = NoSniff;
        }

        headers.ContentType = entry.ContentType;
        if (Body.Encoding.Count > 0)
        {
            headers.ContentEncoding = Body.Encoding;
        }

        if (IsRanged)
        {
            headers.AcceptRanges = Bytes;
        }
    }

    private static string Lines(HeaderDictionary headers) => string.Concat(headers.Select(field => $"{field.Key}: {field.Value}\r\n"));
}
