using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Observatory;

/// <summary>
/// What a program gets: bytes that depend on the data only, so that their hash is a strong entity tag; open to scripts of every origin;
/// fresh for a minute at most, and never beyond the moment at which the next issue is due or something lapses.
/// </summary>
internal sealed class Answer(byte[] body, string contentType, DateTimeOffset? changesAt = null) : IResult
{
    private const double LongestFresh = 60;

    internal static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal byte[] Body => body;

    internal string ContentType => contentType;

    internal DateTimeOffset? ChangesAt => changesAt;

    internal static Answer OfJson(object content, DateTimeOffset? changesAt = null, string contentType = "application/json; charset=utf-8") =>
        new(JsonSerializer.SerializeToUtf8Bytes(content, Json), contentType, changesAt);

    internal static Answer OfText(string content, string contentType, DateTimeOffset? changesAt = null) => new(Encoding.UTF8.GetBytes(content), contentType, changesAt);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";
        var fresh = changesAt is { } change ? Math.Clamp((change - httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).TotalSeconds, 0, LongestFresh) : LongestFresh;
        headers.ETag = tag;
        headers.AccessControlAllowOrigin = "*";
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)fresh}");
        if (httpContext.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = contentType;
        headers.ContentLength = body.Length;
        return httpContext.Response.BodyWriter.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
