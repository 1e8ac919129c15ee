using System.Diagnostics.Metrics;
using OneStop.Platform.Telemetry;

namespace OneStop.Platform.PublicPages;

/// <summary>What /metrics says of the public pages of this node.</summary>
internal sealed class PublishedMetrics : IDisposable
{
    private readonly Meter meter = new(TelemetryServices.Name);

    public PublishedMetrics(PublishedPages pages, Publisher publisher)
    {
        meter.CreateObservableCounter("onestop.published.served", () => pages.Served.Total, description: "Answers given from memory.");
        meter.CreateObservableGauge("onestop.published.epoch", () => pages.Epoch.Number, description: "How often something was published since the start.");
        meter.CreateObservableGauge("onestop.published.age", () => Math.Round(pages.Epoch.Age.TotalSeconds, 1), "s", "Since something was last published.");
        meter.CreateObservableGauge("onestop.published.entries", () => pages.Epoch.Entries, description: "Addresses published in advance.");
        meter.CreateObservableGauge("onestop.published.kept", () => pages.Kept.Count, description: "Addresses published on first ask.");
        meter.CreateObservableGauge("onestop.published.size", () => pages.Epoch.Bytes + pages.Kept.Bytes, "By", "Their bodies in all encodings.");
        meter.CreateObservableGauge("onestop.published.failing", () => publisher.Failing, description: "Publications that could not be rendered the last time.");
        meter.CreateObservableGauge("onestop.published.without_news", () => pages.SecondsWithoutNews(Environment.TickCount64), "s", "Since the database last said what has changed; 0 while it does.");
        publisher.Took = meter.CreateHistogram<double>("onestop.published.duration", "s", "From the first query of an edition to its last byte.");
    }

    public void Dispose() => meter.Dispose();
}
