using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Cap;
using OneStop.Observatory.OpenData;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Feeds;

/// <summary>Feeds for readers: warnings, the local forecast, nine days. Entries keep their identifiers, so that nothing shows as new twice.</summary>
internal sealed class WeatherFeeds(Text text, CapMessage cap)
{
    internal const string Atom = "application/atom+xml; charset=utf-8";
    internal const string Rss = "application/rss+xml; charset=utf-8";
    internal const int Most = 100;

    /// <summary>The names of what has no identifier of its own (RFC 4151).</summary>
    private const string Tag = "tag:hko.onestop.example,2026:";
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true };

    internal SyndicationFeed Warnings(IReadOnlyList<WarningStep> steps, Lang lang, HttpContext context) => Feed("warnings", lang, context, steps.Select(step => Entry(
        $"urn:uuid:{step.Id}", cap.Headline(step, lang), string.Join('\n', WarningReports.Paragraphs(step, lang)), step.IssuedAt, Page(lang, context))));

    internal SyndicationFeed Local(Issued<LocalForecast>? issued, Lang lang, HttpContext context) => Feed("forecast", lang, context, issued is null ? [] :
    [
        Entry($"{Tag}flw-{issued.IssuedAt:yyyyMMddTHHmmssZ}", issued.Content.Period.In(lang), Joined(lang, issued.Content.GeneralSituation, issued.Content.TropicalCyclone, issued.Content.FireDanger, issued.Content.Forecast, issued.Content.Outlook), issued.IssuedAt, Page(lang, context)),
    ]);

    internal SyndicationFeed NineDays(Issued<NineDayForecast>? issued, Lang lang, HttpContext context) => Feed("nine-days", lang, context, issued is null ? [] :
        issued.Content.Days.Select(day => Entry(
            $"{Tag}fnd-{issued.IssuedAt:yyyyMMddTHHmmssZ}-{day.Date:yyyyMMdd}", Text.Day(day.Date, lang),
            text.In(lang, "observatory.feeds.day", day.Weather.In(lang), day.Wind.In(lang), day.MinimumTemperature, day.MaximumTemperature, day.MinimumHumidity, day.MaximumHumidity),
            issued.IssuedAt, Page(lang, context))));

    /// <summary>A feed whose entries are CAP messages (OASIS, CAP Feeds 1.0), titled in English.</summary>
    internal Answer Cap(IReadOnlyList<WarningStep> steps, string name, HttpContext context, DateTimeOffset? changesAt)
    {
        var feed = Feed($"cap-{name}", Lang.English, context, steps.Select(step =>
        {
            var message = new Uri(context.SiteAddress($"/weather/cap/{step.Id}.xml"));
            var entry = Entry($"urn:uuid:{step.Id}", cap.Headline(step, Lang.English), string.Join('\n', WarningReports.Paragraphs(step, Lang.English)), step.IssuedAt, message);
            entry.Links[0].MediaType = "application/cap+xml";
            return entry;
        }));
        return Write(feed, isRss: false, changesAt);
    }

    internal static Answer Write(SyndicationFeed feed, bool isRss, DateTimeOffset? changesAt)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            SyndicationFeedFormatter formatter = isRss ? new Rss20FeedFormatter(feed, serializeExtensionsAsAtom: false) : new Atom10FeedFormatter(feed);
            formatter.WriteTo(xml);
        }

        return new Answer(bytes.ToArray(), isRss ? Rss : Atom, changesAt);
    }

    private static SyndicationItem Entry(string id, string title, string content, DateTimeOffset at, Uri link)
    {
        var moment = HongKong.At(at);
        return new SyndicationItem(XmlText.Clean(title), new TextSyndicationContent(XmlText.Clean(content)), link, id, moment) { PublishDate = moment };
    }

    private static Uri Page(Lang lang, HttpContext context) => new(context.SiteAddress(SitePages.Address("/weather", lang)));

    private static string Joined(Lang lang, params LocalizedText[] parts) => string.Join('\n', parts.Select(part => part.In(lang)).Where(part => part.Length > 0));

    private SyndicationFeed Feed(string name, Lang lang, HttpContext context, IEnumerable<SyndicationItem> entries)
    {
        var items = entries.ToList();
        var feed = new SyndicationFeed(text.In(lang, $"observatory.feeds.{name}"), text.In(lang, $"observatory.feeds.{name}.summary"), Page(lang, context), items)
        {
            Id = $"{Tag}{name}:{lang.Code}",
            Language = lang.Code,
            LastUpdatedTime = items.Count == 0 ? HongKong.At(DateTimeOffset.UnixEpoch) : items.Max(item => item.LastUpdatedTime),
            Items = items,
        };
        feed.Authors.Add(new SyndicationPerson { Name = text.In(lang, "observatory.name") });
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(context.SiteAddress(context.Request.Path))));
        return feed;
    }
}
