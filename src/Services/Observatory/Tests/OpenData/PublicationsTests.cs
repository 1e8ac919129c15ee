using OneStop.Audit;
using OneStop.Catalogue;
using OneStop.Kit;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Tests.Site;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Usage;

namespace OneStop.Observatory.Tests.OpenData;

public sealed class PublicationsTests(PublicationsTests.Published published) : IClassFixture<PublicationsTests.Published>
{
    private static readonly string[] Addresses =
    [
        "/weatherAPI/opendata/weather.php?dataType=warnsum&lang=en", "/weatherAPI/opendata/weather.php?lang=tc&dataType=rhrread", "/weatherAPI/opendata/weather.php?dataType=fnd",
        "/weatherAPI/opendata/hourlyRainfall.php", "/weatherAPI/hko_data/regional-weather/latest_10min_wind_uc.csv", "/weather/feeds/en/nine-days.atom", "/weather/cap/active.atom",
        "/alerts/active?lang=sc", "/api/weather/stations.geojson",
    ];

    [Fact]
    public async Task Every_answer_is_ready_bytes_open_to_all()
    {
        using var program = published.App.Browse();
        foreach (var address in Addresses)
        {
            var answer = await Eventually.GetAsync<HttpResponseMessage>(async () => await program.Http.GetAsync(address) is { Content.Headers.LastModified: not null } ready ? ready : null);

            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.False(answer.Headers.ETag!.IsWeak);
            Assert.InRange(answer.Headers.CacheControl!.MaxAge!.Value.TotalSeconds, 0, 60);
        }
    }

    [Fact]
    public async Task What_a_forecaster_releases_and_a_station_sends_is_in_every_form_within_moments()
    {
        using var program = published.App.Browse();
        var id = Ids.New();

        await published.App.WriteAsync(write =>
        {
            write.Get<ObservatoryDb>().Warnings.Add(new WarningStep
            {
                Id = id,
                Chain = Ids.New(),
                Kind = "WFROST",
                Code = "WFROST",
                Action = WarningAction.Issue,
                IssuedAt = DateTimeOffset.UtcNow,
                Contents = """[{"en":"Frost.","zhHant":"霜。","zhHans":"霜。"}]""",
                ProposedBy = "test",
            });
            write.Get<ObservatoryDb>().Latest.Add(new LatestReading { Station = "SF", Quantity = Quantity.WindSpeed, At = DateTimeOffset.UtcNow, Value = 77 });
            return Task.FromResult(true);
        });

        await ShowsAsync("/weatherAPI/opendata/weather.php?dataType=warnsum&lang=en", "WFROST");
        await ShowsAsync("/weatherAPI/opendata/weather.php?dataType=warningInfo", "Frost.");
        await ShowsAsync("/weatherAPI/opendata/weather.php?dataType=rhrread&lang=en", "Frost.");
        await ShowsAsync("/alerts/active", "WFROST");
        await ShowsAsync("/weather/cap/active.atom", id.ToString());
        await ShowsAsync($"/weather/cap/{id}.xml", "Frost.");
        await ShowsAsync("/weather/feeds/zh-Hant/warnings.rss", "霜凍警告發出");
        await ShowsAsync("/weatherAPI/hko_data/regional-weather/latest_10min_wind.csv", "Star Ferry,N/A,77,N/A");
        await ShowsAsync("/api/weather/stations.geojson", "77");

        Task ShowsAsync(string address, string words) => Eventually.TrueAsync(async () => (await program.Http.GetStringAsync(address)).Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_run_and_lightning_are_in_their_files_within_moments()
    {
        using var program = published.App.Browse();
        var now = DateTimeOffset.UtcNow;
        await new Scene(published.App, now).RunAsync();
        await published.App.WriteAsync(write => TakeStrokes.StoreAsync(
            write, [new Stroke { At = now, Latitude = 22.4, Longitude = 114.2, Kind = StrokeKind.CloudToGround, ReceivedAt = now, IsDemonstration = false }], (now, now), isDemonstration: false, default));

        await ReadyAsync("/ocf/dat/HKO.xml", "\"StationCode\":\"HKO\"");
        await ReadyAsync("/weatherAPI/hko_data/F3/Gridded_rainfall_nowcast_tc.csv", ",22.100,113.800,0.00");
        await ReadyAsync("/api/weather/lightning", "[0,114.2,22.4,1]");
        await ReadyAsync("/weatherAPI/opendata/weather.php?dataType=rhrread&lang=en", "New Territories East");

        Task ReadyAsync(string address, string words) => Eventually.TrueAsync(async () =>
            await program.Http.GetAsync(address) is { Content.Headers.LastModified: not null } answer && (await answer.Content.ReadAsStringAsync()).Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Test apps leave pages to the app; here they are published as in production.</summary>
    public sealed class Published : IAsyncLifetime
    {
        public TestApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            App = await TestApp.StartAsync(DatabaseKind.Sqlite, [new AuditModule(), new CatalogueModule(), new UsageModule(), new ObservatoryModule()], new() { ["PublicPages"] = "true" });

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
