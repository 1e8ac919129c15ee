using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Tests;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

[assembly: AssemblyFixture(typeof(InterfaceApps))]

namespace OneStop.Observatory.Tests;

/// <summary>The Observatory on each engine with one known afternoon in it: what the interfaces answer is known to the letter. Tests read it only.</summary>
public sealed class InterfaceApps : IAsyncDisposable
{
    internal static readonly Guid Amber = Guid.Parse("019ab000-0000-7000-8000-000000000001");
    internal static readonly Guid Red = Guid.Parse("019ab000-0000-7000-8000-000000000002");
    internal static readonly Guid Thunder = Guid.Parse("019ab000-0000-7000-8000-000000000003");
    internal static readonly Guid Hot = Guid.Parse("019ab000-0000-7000-8000-000000000004");
    internal static readonly Guid HotOver = Guid.Parse("019ab000-0000-7000-8000-000000000005");
    internal static readonly DateTimeOffset RunAt = At(16);
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestApp>>> apps = new();

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public Task<TestApp> OnAsync(DatabaseKind kind)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return apps.GetOrAdd(kind, _ => new Lazy<Task<TestApp>>(() => StartAsync(kind))).Value;
    }

    /// <summary>An hour of 25 November 2026 in Hong Kong.</summary>
    internal static DateTimeOffset At(int hour, int minute = 0, int day = 25) => new DateTimeOffset(2026, 11, day, hour, minute, 0, HongKong.Offset).ToUniversalTime();

    /// <summary>What the grid forecasts, so that a test can say what an answer must hold: it rises evenly to the north, to the east and with time.</summary>
    internal static double Temperature(int step, double latitude, double longitude) => 20 + (step * 0.1) + ((latitude - 22.1) * 10) + ((longitude - 113.8) * 10);

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }

    private static async Task<TestApp> StartAsync(DatabaseKind kind)
    {
        var app = await WeatherApps.StartAsync(kind);
        var shape = GridShape.HongKong(RunAt, isDemonstration: true);
        var grid = GridFile.Write(shape, values =>
        {
            for (var row = 0; row < shape.Latitudes.Count; row++)
            {
                for (var column = 0; column < shape.Longitudes.Count; column++)
                {
                    Fill(values, row, column, shape.Latitudes[row], shape.Longitudes[column]);
                }
            }
        });
        await app.WriteAsync(async write =>
        {
            Add(write.Get<ObservatoryDb>());
            await RunWrites.StoreAsync(write, RunAt, grid, default);
            return true;
        });
        await app.Services.GetRequiredService<ForecastGrids>().RefreshAsync(default);
        return app;
    }

    private static void Fill(GridValues values, int row, int column, double latitude, double longitude)
    {
        foreach (var quantity in Enum.GetValues<GridQuantity>())
        {
            var series = values.Series(quantity, row, column);
            for (var step = 0; step < series.Length; step++)
            {
                series[step] = GridFile.Store(quantity, quantity switch
                {
                    GridQuantity.Temperature => Temperature(step, latitude, longitude),
                    GridQuantity.RelativeHumidity => 70,
                    GridQuantity.WindDirection => 90,
                    GridQuantity.WindSpeed => 12.5,
                    // The last hours are beyond what the rain model says.
                    GridQuantity.Rainfall => step > 200 ? null : 1.5,
                    _ => 40,
                });
            }
        }
    }

    private static void Add(ObservatoryDb db)
    {
        void Latest(string station, Quantity quantity, double value, DateTimeOffset? at = null)
        {
            var instant = at ?? At(16);
            db.Latest.Add(new LatestReading { Station = station, Quantity = quantity, At = instant, Value = value });
            Read(station, quantity, value, instant);
        }

        void Read(string station, Quantity quantity, double? value, DateTimeOffset at, Quality quality = Quality.Good) =>
            db.Readings.Add(new Reading { Station = station, Quantity = quantity, At = at, Value = value, Quality = quality, ReceivedAt = at });

        Latest("HKO", Quantity.Temperature, 21.4);
        Latest("HKO", Quantity.RelativeHumidity, 71.4);
        Latest("HKO", Quantity.Pressure, 1019.6);
        Latest("HKO", Quantity.Rainfall, 0);
        Latest("KP", Quantity.Temperature, 20.5);
        Latest("KP", Quantity.WindDirection, 45);
        Latest("KP", Quantity.WindSpeed, 12.4);
        Latest("KP", Quantity.WindGust, 25);
        Latest("KP", Quantity.Rainfall, 2.4);
        Latest("KP", Quantity.UvIndex, 2.3);
        Latest("CCH", Quantity.Temperature, 19.96);
        Latest("CCH", Quantity.WindDirection, 0);
        Latest("CCH", Quantity.WindSpeed, 0);
        Latest("CCH", Quantity.WindGust, 3);
        Latest("WGL", Quantity.Visibility, 14.2);
        // Two hours silent: not part of now.
        Latest("TKL", Quantity.Temperature, 15, At(14));
        Read("HKO", Quantity.Temperature, 25, At(23, 50, day: 24));
        Read("HKO", Quantity.Temperature, 16.1, At(0, 10));
        Read("HKO", Quantity.Temperature, 22.3, At(14));
        Read("HKO", Quantity.Temperature, 40, At(15), Quality.Spike);
        Read("HKO", Quantity.RelativeHumidity, 80, At(14));
        Read("HKO", Quantity.Temperature, null, At(15, 30), Quality.Missing);

        for (var day = 1; day <= 3; day++)
        {
            db.Days.AddRange(
                new DailyValue { Station = "HKO", Element = DailyElement.MeanTemperature, Day = new DateOnly(2026, 11, day), Value = day == 2 ? null : 20 + day, IsComplete = day == 1 },
                new DailyValue { Station = "HKO", Element = DailyElement.MaximumTemperature, Day = new DateOnly(2026, 11, day), Value = 25.5 + day, IsComplete = true },
                new DailyValue { Station = "HKO", Element = DailyElement.MinimumTemperature, Day = new DateOnly(2026, 11, day), Value = 18.5 + day, IsComplete = true },
                new DailyValue { Station = "HKO", Element = DailyElement.Rainfall, Day = new DateOnly(2026, 11, day), Value = 0.4, IsComplete = true });
        }

        db.Days.Add(new DailyValue { Station = "KP", Element = DailyElement.MaximumTemperature, Day = new DateOnly(2026, 11, 1), Value = 26, IsComplete = true });
        AddBulletins(db);
        AddWarnings(db);
    }

    private static void AddBulletins(ObservatoryDb db)
    {
        void Issue<T>(BulletinKind kind, T content) => db.Bulletins.Add(new Bulletin
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            IssuedAt = At(15, 45),
            NextIssueAt = At(16, 45),
            IssuedBy = "test",
            Content = JsonSerializer.Serialize(content, DataFile.Json),
        });

        Issue(BulletinKind.LocalForecast, new LocalForecast(
            Said("A fresh easterly.", "清勁偏東氣流。"), Said("", ""), Said("", ""), Said("Weather forecast for this afternoon and tonight", "本港地區今日下午及今晚天氣預測"),
            Said("Mainly cloudy.", "大致多雲。"), Said("Cooler on Friday.", "星期五較涼。"), [50, 77]));
        Issue(BulletinKind.NineDayForecast, new NineDayForecast(
            Said("A monsoon.", "季候風。"),
            [.. Enumerable.Range(26, 2).Select(day => new ForecastDay(new DateOnly(2026, 11, day), Said("Cloudy.", "多雲。"), Said("East force 4.", "東風4級。"), 17, 22, 60, 85, 61, (RainProbability)(day - 25)))],
            new SeaTemperature("NP", 23.6, At(14)), [new SoilTemperature("HKO", 0.5, 24.3, At(7)), new SoilTemperature("HKO", 1, 25.1, At(7))]));
        Issue(BulletinKind.SpecialTips, new SpecialTips([new SpecialTip(Said("Mind the wind.", "慎防大風。"), At(15))]));
    }

    private static void AddWarnings(ObservatoryDb db)
    {
        var (rain, thunder, hot) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        void Step(Guid id, Guid chain, string kind, string code, WarningAction action, DateTimeOffset at, DateTimeOffset? expires, params LocalizedText[] contents) => db.Warnings.Add(new WarningStep
        {
            Id = id,
            Chain = chain,
            Kind = kind,
            Code = code,
            Action = action,
            IssuedAt = at,
            ExpiresAt = expires,
            Contents = JsonSerializer.Serialize(contents, DataFile.Json),
            ProposedBy = "test",
        });

        Step(Amber, rain, "WRAIN", "WRAINA", WarningAction.Issue, At(13), null, Said("The Amber Rainstorm Warning Signal has been issued.", "黃色暴雨警告信號已發出。"));
        Step(Red, rain, "WRAIN", "WRAINR", WarningAction.Update, At(14, 30), null, Said("The Red Rainstorm Warning Signal has been issued.", "紅色暴雨警告信號已發出。"), Said("Stay indoors <now> & \"here\".", "留在室內。"));
        Step(Thunder, thunder, "WTS", "WTS", WarningAction.Issue, At(15), At(16, day: 25).AddYears(50), Said("Thunderstorms are expected.", "預料有雷暴。"));
        Step(Hot, hot, "WHOT", "WHOT", WarningAction.Issue, At(7), null, Said("It is hot.", "天氣酷熱。"));
        Step(HotOver, hot, "WHOT", "WHOT", WarningAction.Cancel, At(12), null, Said("It is over.", "警告取消。"));
    }

    private static LocalizedText Said(string en, string chinese) => new(en, chinese, chinese);
}
