using System.Buffers;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Telemetry;
using OneStop.Platform.Texts;
using OneStop.Usage.Contracts;

namespace OneStop.Usage.Counting;

internal sealed class UsageCounter(Cells cells, Counters counters, IHttpContextAccessor accessor) : IUsage, IServiceViews
{
    // What the robots of search engines, archives, monitors and libraries call themselves; a browser says none of these.
    private static readonly SearchValues<string> RobotWords = SearchValues.Create(
        ["bot", "crawl", "spider", "slurp", "archiver", "monitor", "curl/", "wget/", "python-", "headless", "lighthouse"], StringComparison.OrdinalIgnoreCase);

    private static readonly Counter<long> Unknown = TelemetryServices.Meter.CreateCounter<long>(
        "onestop.usage.unknown_service", description: "Uses of services that the catalogue does not list; they are not counted.");

    public void Count(string service, UsageStep step, UsageChannel channel)
    {
        var request = accessor.HttpContext?.Request;
        var language = request is null || channel != UsageChannel.Web ? Cells.NoLanguage : LanguageOf(request.Path.Value ?? "");
        var cell = cells.NumberOf(service, step, channel, language, request is null ? Visitor.HumanLikely : ClassOf(request.Headers.UserAgent.ToString(), channel));
        if (cell < 0)
        {
            Unknown.Add(1);
            return;
        }

        counters.Add(cell);
    }

    public void Viewed(string service, bool byProgram) => Count(service, UsageStep.View, byProgram ? UsageChannel.Api : UsageChannel.Web);

    // By the address, because a page answered from the cache is counted before anything has set the reader's language.
    private static string LanguageOf(string path)
    {
        var first = path.AsSpan().TrimStart('/');
        first = first.IndexOf('/') is >= 0 and var end ? first[..end] : first;
        foreach (var lang in Lang.All)
        {
            if (first.Equals(lang.Code, StringComparison.OrdinalIgnoreCase))
            {
                return lang.Code;
            }
        }

        return Lang.Current.Code;
    }

    /// <summary>On the API every caller is a program, and somebody's tool: only pages are asked who looks.</summary>
    internal static Visitor ClassOf(string userAgent, UsageChannel channel) =>
        channel == UsageChannel.Web && (userAgent.Length == 0 || userAgent.AsSpan().ContainsAny(RobotWords)) ? Visitor.BotDeclared : Visitor.HumanLikely;
}
