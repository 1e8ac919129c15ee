using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Platform.PublicPages;

/// <summary>Answers from memory, before anything else of the app runs: no routing, no scope, no language, nothing allocated for the body.</summary>
internal sealed class ServePublished(PublishedPages pages, IEnumerable<PersonalCookie> personal, Text text)
{
    private const int SecondsInMinute = 60;
    private readonly string[] cookies = [.. personal.Select(cookie => cookie.Name + "=")];

    /// <summary>Null where nothing published answers.</summary>
    internal Task? Serve(HttpContext context)
    {
        var request = context.Request;
        return IsRead(request.Method) && pages.Find(request.Path.Value ?? "", request.QueryString.Value ?? "") is { } entry && (!entry.IsPage || !IsPersonal(request))
            ? AnswerAsync(context, entry)
            : null;
    }

    /// <summary>Somebody who may be known to the app.</summary>
    internal bool IsPersonal(HttpRequest request)
    {
        if (request.Headers.Authorization.Count > 0)
        {
            return true;
        }

        foreach (var brought in request.Headers.Cookie)
        {
            if (IsPersonal(brought))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="brought">Cookies as they came.</param>
    internal bool IsPersonal(ReadOnlySpan<char> brought)
    {
        foreach (var name in cookies)
        {
            if (brought.Contains(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    internal Task AnswerAsync(HttpContext context, Entry entry)
    {
        if (!HttpMethods.IsHead(context.Request.Method) && context.Features.Get<AskedForHead>() is null)
        {
            entry.OnEachView?.Invoke();
        }

        pages.Served.Add();
        // They have a count of their own; a histogram with labels for each request would cost a tenth of it.
        context.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        var now = Environment.TickCount64;
        var age = pages.SecondsWithoutNews(now);
        if (age >= pages.OldAfterSeconds && entry.IsPage)
        {
            var minutes = Math.Max(1, age / SecondsInMinute);
            entry = entry.Aged(minutes, () => text.In(Languages.InPath(request.Path) ?? Lang.English, "platform.old", minutes));
        }

        var answer = entry.In(Encodings.Best(request));
        answer.Always(headers);
        headers.CacheControl = entry.CacheControl(now);
        if (age > 0)
        {
            headers.Age = age.ToString(CultureInfo.InvariantCulture);
        }

        if (request.Headers.IfNoneMatch is { Count: > 0 } known && Matches(known, entry.Content.Hash))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        answer.WithBody(headers);
        return answer.IsRanged && request.Headers.Range.Count == 1 ? AnswerRangeAsync(context, answer.Body) : SendAsync(context, answer.Body.Bytes);
    }

    private static Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        var written = context.Response.BodyWriter.WriteAsync(bytes);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    private static Task AnswerRangeAsync(HttpContext context, Encoded body)
    {
        var (request, response) = (context.Request, context.Response);
        var length = body.Bytes.Length;
        // Several ranges, units we do not know and ranges of another version get the whole.
        if (!RangeHeaderValue.TryParse(request.Headers.Range[0], out var asked) || asked.Unit != "bytes" || asked.Ranges.Count != 1
            || (request.Headers.IfRange is { Count: > 0 } version && version != body.ETag))
        {
            return SendAsync(context, body.Bytes);
        }

        var range = asked.Ranges.First();
        var from = range.From ?? Math.Max(0, length - range.To!.Value);
        var to = range.From is null ? length - 1 : Math.Min(range.To ?? length - 1, length - 1);
        if (from > to)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = $"bytes */{length}";
            return Task.CompletedTask;
        }

        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = $"bytes {from}-{to}/{length}";
        return SendAsync(context, body.Bytes.AsMemory((int)from, (int)(to - from + 1)));
    }

    /// <summary>Weakly: any of our encodings of the same content will do (RFC 9110, 13.1.2).</summary>
    private static bool Matches(StringValues known, string hash)
    {
        foreach (var list in known)
        {
            if (Matches(list.AsSpan(), hash))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool Matches(ReadOnlySpan<char> known, string hash)
    {
        foreach (var part in known.Split(','))
        {
            var tag = known[part].Trim();
            if (tag is "*")
            {
                return true;
            }

            tag = tag.StartsWith("W/") ? tag[2..] : tag;
            if (tag.Length > hash.Length + 1 && tag[0] == '"' && tag[1..].StartsWith(hash) && tag[hash.Length + 1] is '"' or '-')
            {
                return true;
            }
        }

        return false;
    }
}
