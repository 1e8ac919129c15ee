using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Web;

/// <summary>
/// How often one address may ask. <c>Limits:PerSecond</c> (200) for everything; <see cref="Careful"/> (<c>Limits:CarefulPerMinute</c>, 20)
/// for what costs or could be guessed: sign-in, sign-up, codes, invitations.
/// </summary>
public static class Limits
{
    public const string Careful = "careful";

    /// <summary>The largest request body: an upload of 5 MB with its form around it.</summary>
    public const long RequestBytes = 8 * 1024 * 1024;

    internal static void Configure(RateLimiterOptions options, IConfiguration configuration)
    {
        var perSecond = configuration.GetValue("Limits:PerSecond", 200);
        var careful = configuration.GetValue("Limits:CarefulPerMinute", 20);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Features.Get<Rendering>() is not null ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetTokenBucketLimiter(Address(context), _ => new()
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));
        options.AddPolicy(Careful, context => RateLimitPartition.GetFixedWindowLimiter(
            (Address(context), HttpMethods.IsPost(context.Request.Method)),
            key => new() { PermitLimit = key.Item2 ? careful : careful * 10, Window = TimeSpan.FromMinutes(1) }));
    }

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
