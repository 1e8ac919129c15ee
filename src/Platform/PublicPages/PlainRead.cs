using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http;
using OneStop.Platform.Web;

namespace OneStop.Platform.PublicPages;

/// <summary>
/// A GET of something published with nothing in it that needs the app, as Kestrel's own parser reads it: no cookie of ours, no
/// credentials, no body, no range, no other protocol.
/// </summary>
internal sealed class PlainRead(PublishedPages pages, ServePublished serve) : IHttpRequestLineHandler, IHttpHeadersHandler
{
    private const int Longest = 1024;
    private static readonly HttpParser<PlainRead> Parser = new(showErrorDetails: false);
    private bool isPlain;
    private int hosts;

    /// <summary>What is asked for.</summary>
    internal Entry Entry { get; private set; } = null!;

    /// <summary>The best encoding that the client takes; see <see cref="Encodings"/>.</summary>
    internal string? Encoding { get; private set; }

    /// <summary>The client has these bytes already.</summary>
    internal bool IsKnown { get; private set; }

    /// <summary>False where it is another request, or not whole yet.</summary>
    /// <param name="sent">What the client sent.</param>
    /// <param name="length">Of the request, in bytes.</param>
    internal bool TryRead(ReadOnlySequence<byte> sent, out long length)
    {
        length = 0;
        var first = sent.FirstSpan;
        if (!first.StartsWith("GET /"u8) || first.IndexOf("\r\n\r\n"u8) < 0)
        {
            return false;
        }

        (isPlain, hosts, Encoding, IsKnown) = (false, 0, null, false);
        var reader = new SequenceReader<byte>(sent);
        try
        {
            if (Parser.ParseRequestLine(this, ref reader) && isPlain && Parser.ParseHeaders(this, ref reader) && isPlain && hosts == 1)
            {
                length = reader.Consumed;
                return true;
            }
        }
        catch (BadHttpRequestException)
        {
            // Kestrel says what is wrong with it.
        }

        return false;
    }

    public void OnStartLine(HttpVersionAndMethod versionAndMethod, TargetOffsetPathLength targetPath, Span<byte> startLine)
    {
        var target = startLine[targetPath.Offset..];
        if (versionAndMethod.Version != HttpVersion.Http11 || targetPath.IsEncoded || target.Length > Longest)
        {
            return;
        }

        Span<char> text = stackalloc char[Longest];
        text = text[..System.Text.Encoding.ASCII.GetChars(target, text)];
        if (pages.Find(text[..targetPath.Length], text[targetPath.Length..]) is { } entry)
        {
            (Entry, isPlain) = (entry, true);
        }
    }

    public void OnHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 4 when Is(name, "Host"u8):
                hosts++;
                isPlain &= value.Length > 0;
                break;
            case 5 when Is(name, "Range"u8):
            case 6 when Is(name, "Expect"u8):
            case 7 when Is(name, "Upgrade"u8):
            case 13 when Is(name, "Authorization"u8):
            case 14 when Is(name, "Content-Length"u8):
            case 17 when Is(name, "Transfer-Encoding"u8):
                isPlain = false;
                break;
            case 10 when Is(name, "Connection"u8):
                isPlain &= Is(value, "keep-alive"u8);
                break;
            case 6 when Is(name, "Cookie"u8):
            case 13 when Is(name, "If-None-Match"u8):
            case 15 when Is(name, "Accept-Encoding"u8):
                Heed(name.Length, value);
                break;
        }
    }

    public void OnStaticIndexedHeader(int index) => isPlain = false;

    public void OnStaticIndexedHeader(int index, ReadOnlySpan<byte> value) => isPlain = false;

    public void OnHeadersComplete(bool endStream)
    {
    }

    private void Heed(int name, ReadOnlySpan<byte> value)
    {
        if (value.Length > Longest)
        {
            isPlain = false;
            return;
        }

        Span<char> text = stackalloc char[Longest];
        text = text[..System.Text.Encoding.ASCII.GetChars(value, text)];
        switch (name)
        {
            case 6:
                isPlain &= !Entry.IsPage || !serve.IsPersonal(text);
                break;
            case 13:
                IsKnown |= ServePublished.Matches(text, Entry.Content.Hash);
                break;
            default:
                isPlain &= Encoding is null;
                Encoding = Encodings.Best(text);
                break;
        }
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known) => Ascii.EqualsIgnoreCase(name, known);
}
