using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace OneStop.Platform.PublicPages;

/// <summary>HEAD answers what GET would, without the body (RFC 9110, 9.3.2), wherever the app answers a GET.</summary>
internal static class HeadAsGet
{
    internal static void UseHeadAsGet(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next();
            return;
        }

        var body = context.Features.Get<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        context.Features.Set(new AskedForHead());
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next();
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Features.Set(body);
        }
    });
}

/// <summary>Marks a request whose answer nobody reads: it is no view.</summary>
internal sealed class AskedForHead;
