using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Web;

/// <summary>
/// The pages' styles, script and images, built by web/build.mjs and carried in this assembly. Each stands under a name with
/// its content's hash, so a browser keeps it for good, and was compressed when it was built.
/// </summary>
public sealed class Assets
{
    private readonly FrozenDictionary<string, string> names;
    private readonly FrozenDictionary<string, Asset> files;

    public Assets()
    {
        var assembly = typeof(Assets).Assembly;
        names = JsonSerializer.Deserialize<Dictionary<string, string>>(Read(assembly, "assets.json")!)!.ToFrozenDictionary(StringComparer.Ordinal);
        files = names.Values.ToFrozenDictionary(name => "/" + name, name => new Asset(
            ContentType(name), Read(assembly, "assets/" + name)!, Read(assembly, $"assets/{name}.gz")!, Read(assembly, $"assets/{name}.br")!));
    }

    /// <summary>The address of an asset: <c>app.css</c> is <c>/assets/app-1f2e3d4c5b6a.css</c>.</summary>
    public string Url(string name) => "/assets/" + names[name];

    internal Asset? Find(string path) => files.GetValueOrDefault(path);

    private static byte[]? Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream("web/" + name);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        var other => throw new InvalidOperationException($"An asset of an unknown kind: {other}"),
    };

    internal sealed record Asset(string ContentType, byte[] Plain, byte[] Gzip, byte[] Brotli)
    {
        internal (byte[] Bytes, string? Encoding) For(HttpRequest request) => Encodings.Best(request) switch
        {
            "br" => (Brotli, "br"),
            "gzip" => (Gzip, "gzip"),
            _ => (Plain, null),
        };
    }
}

internal static class AssetFiles
{
    internal static void UseAssets(this WebApplication app)
    {
        var assets = app.Services.GetRequiredService<Assets>();
        app.Use((context, next) =>
            context.Request.Path.StartsWithSegments("/assets", out var rest) && assets.Find(rest.Value ?? "") is { } asset && IsRead(context.Request)
                ? ServeAsync(context, asset)
                : next());
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static Task ServeAsync(HttpContext context, Assets.Asset asset)
    {
        var (bytes, encoding) = asset.For(context.Request);
        var headers = context.Response.Headers;
        headers.ContentType = asset.ContentType;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        headers.ContentLength = bytes.Length;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
