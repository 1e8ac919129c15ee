using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace OneStop.Platform.Web;

/// <summary>
/// On a page's model: everybody without an account sees it alike, so its bytes are kept for two seconds and served, compressed,
/// before anything else runs. A page that shows one visitor's own things must not say this.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute : Attribute;

public static class PageViews
{
    /// <summary>Does it now and at each later view of this page that its kept bytes answer: for counting. It may hold on to singletons only.</summary>
    public static void OnEachView(this HttpContext context, Action count)
    {
        count();
        context.Items[typeof(PageViews)] = count;
    }
}

/// <summary>The kept pages of this node. Visitors who bring a cookie other than their language, or a token, never meet them.</summary>
public sealed class PublicPages
{
    private const int Most = 2000;
    private const int Largest = 512 * 1024;
    private const long LifeMilliseconds = 2000;
    private readonly ConcurrentDictionary<string, Kept> pages = new(StringComparer.Ordinal);

    /// <summary>Forgets them: what they show has changed.</summary>
    public void Changed() => pages.Clear();

    internal Task? Serve(HttpContext context) =>
        IsForAll(context.Request) && pages.TryGetValue(Key(context.Request), out var kept) && Environment.TickCount64 - kept.Since < LifeMilliseconds
            ? SendCountedAsync(context, kept)
            : null;

    internal async Task KeepAsync(HttpContext context, Func<Task> render)
    {
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await render();
        }
        finally
        {
            context.Response.Body = body;
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK && context.Response.Headers.SetCookie.Count == 0 && buffer.Length <= Largest)
        {
            var kept = new Kept(context.Items[typeof(PageViews)] as Action, buffer.ToArray(), context.Response.Headers.ContentType, Environment.TickCount64);
            Remember(Key(context.Request), kept);
            await SendAsync(context, kept);
        }
        else
        {
            buffer.Position = 0;
            await buffer.CopyToAsync(body);
        }
    }

    internal static bool IsForAll(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Authorization.Count == 0
        && OnlyLanguage(request.Headers.Cookie);

    private static bool OnlyLanguage(StringValues cookies) =>
        cookies.Count == 0 || (cookies.Count == 1 && cookies[0]!.StartsWith(Languages.Cookie + "=", StringComparison.Ordinal) && !cookies[0]!.Contains(';', StringComparison.Ordinal));

    // The host stands in the page's links to its other languages.
    private static string Key(HttpRequest request) => string.Concat(request.Host.Value, request.Path.Value, request.QueryString.Value);

    private void Remember(string key, Kept kept)
    {
        if (pages.Count >= Most)
        {
            foreach (var (old, page) in pages.Where(page => kept.Since - page.Value.Since >= LifeMilliseconds))
            {
                pages.TryRemove(KeyValuePair.Create(old, page));
            }
        }

        if (pages.Count < Most)
        {
            pages[key] = kept;
        }
    }

    private static Task SendCountedAsync(HttpContext context, Kept kept)
    {
        kept.Count?.Invoke();
        return SendAsync(context, kept);
    }

    private static Task SendAsync(HttpContext context, Kept kept)
    {
        var headers = context.Response.Headers;
        var (bytes, encoding) = kept.For(context.Request);
        headers.ContentType = kept.ContentType;
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding, Cookie";
        headers.ETag = kept.ETag;
        if (context.Request.Headers.IfNoneMatch == kept.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        headers.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.BodyWriter.WriteAsync(bytes).AsTask();
    }

    private sealed class Kept(Action? count, byte[] plain, StringValues contentType, long since)
    {
        // At quality 5 a page of 12 KB costs 0.1 ms; at 11 it would cost 15 ms and save another fifth.
        private const int Quality = 5;
        private const int Window = 22;
        private byte[]? brotli;
        private byte[]? gzip;

        internal Action? Count => count;

        internal StringValues ContentType => contentType;

        internal long Since => since;

        internal StringValues ETag { get; } = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 8))}\"";

        internal (byte[] Bytes, string? Encoding) For(HttpRequest request) => Encodings.Best(request) switch
        {
            "br" => (brotli ??= Brotli(), "br"),
            "gzip" => (gzip ??= Gzip(), "gzip"),
            _ => (plain, null),
        };

        private byte[] Brotli()
        {
            var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
            BrotliEncoder.TryCompress(plain, compressed, out var length, Quality, Window);
            return compressed[..length];
        }

        private byte[] Gzip()
        {
            using var compressed = new MemoryStream();
            using (var stream = new GZipStream(compressed, CompressionLevel.Fastest))
            {
                stream.Write(plain);
            }

            return compressed.ToArray();
        }
    }
}

internal static class Encodings
{
    /// <summary>br, gzip or nothing, as the browser takes it.</summary>
    internal static string? Best(HttpRequest request)
    {
        var header = request.Headers.AcceptEncoding;
        // What every browser of today sends.
        if (header is ["gzip, deflate, br, zstd" or "gzip, deflate, br"])
        {
            return "br";
        }

        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Takes(accepted, "br") ? "br" : Takes(accepted, "gzip") ? "gzip" : null;
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality != 0);
}

internal static class PublicPagesPipeline
{
    /// <summary>Answers from the kept pages, first of all.</summary>
    internal static void UseKeptPages(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<PublicPages>();
        app.Use((context, next) => pages.Serve(context) ?? next());
    }

    /// <summary>Keeps what a public page writes, last before the page.</summary>
    internal static void UseKeepingOfPages(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<PublicPages>();
        app.Use((context, next) =>
            context.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is not null && HttpMethods.IsGet(context.Request.Method)
                && PublicPages.IsForAll(context.Request) && context.User.Identity?.IsAuthenticated != true
                ? pages.KeepAsync(context, next.Invoke)
                : next());
    }
}
