using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Site;

/// <summary>A day of weather for the pages to show, laid down a step at a time.</summary>
internal sealed class Scene(TestApp app, DateTimeOffset now)
{
    /// <summary>Steps of the scene's run.</summary>
    internal const int Hours = 30;

    /// <summary>°C at the Observatory on the last hour.</summary>
    internal const double OnTheHour = 19.5;

    internal DateTimeOffset Now => now;

    private DateTimeOffset Hour => new(now.Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);

    internal Task ReadingOnTheHourAsync() => ReadingAsync("HKO", Quantity.Temperature, OnTheHour, now - Hour);

    /// <summary>A small run that began an hour ago: each step's temperature is its number, and it is dry.</summary>
    internal async Task RunAsync()
    {
        var shape = new GridShape(Hour.AddHours(-1), new(22.1, 0.1, 6), new(113.8, 0.1, 8), Hours, IsDemonstration: true);
        var grid = GridFile.Write(shape, values =>
        {
            foreach (var quantity in Enum.GetValues<GridQuantity>())
            {
                for (var cell = 0; cell < shape.Cells; cell++)
                {
                    var series = values.Series(quantity, cell / shape.Longitudes.Count, cell % shape.Longitudes.Count);
                    for (var step = 0; step < Hours; step++)
                    {
                        series[step] = GridFile.Store(quantity, quantity == GridQuantity.Rainfall ? 0 : step);
                    }
                }
            }
        });
        await app.WriteAsync(async write =>
        {
            await RunWrites.StoreAsync(write, shape.RunAt, grid, CancellationToken.None);
            return true;
        });
        await app.Services.GetRequiredService<ForecastGrids>().RefreshAsync(CancellationToken.None);
    }

    internal static LocalizedText Say(string english, string chinese) => new(english, chinese, chinese);

    internal Task<bool> ReadingAsync(string station, Quantity quantity, double value, TimeSpan age = default) => app.WriteAsync(async write =>
    {
        var db = write.Get<ObservatoryDb>();
        var at = now - age;
        if (await db.Readings.FindAsync(station, quantity, at) is { } there)
        {
            there.Value = value;
        }
        else
        {
            db.Readings.Add(new Reading { Station = station, Quantity = quantity, At = at, Value = value, ReceivedAt = at });
        }

        var latest = await db.Latest.FindAsync(station, quantity) ?? db.Latest.Add(new LatestReading { Station = station, Quantity = quantity }).Entity;
        if (at >= latest.At)
        {
            (latest.At, latest.Value) = (at, value);
        }

        return true;
    });

    internal Task<bool> BulletinAsync<T>(BulletinKind kind, T content, TimeSpan age = default, TimeSpan? next = null, bool converted = false) => app.WriteAsync(write =>
    {
        write.Get<ObservatoryDb>().Bulletins.Add(new Bulletin
        {
            Id = Ids.New(),
            Kind = kind,
            IssuedAt = now - age,
            NextIssueAt = now - age + (next ?? TimeSpan.FromHours(2)),
            Content = JsonSerializer.Serialize(content, DataFile.Json),
            IssuedBy = "test",
            IsConverted = converted,
        });
        return Task.FromResult(true);
    });

    internal Task<bool> WarningAsync(Guid chain, string kind, string code, WarningAction action, TimeSpan age, TimeSpan? lasts = null, string said = "Take care.") => app.WriteAsync(write =>
    {
        write.Get<ObservatoryDb>().Warnings.Add(new WarningStep
        {
            Id = Ids.New(),
            Chain = chain,
            Kind = kind,
            Code = code,
            Action = action,
            IssuedAt = now - age,
            ExpiresAt = now - age + lasts,
            Contents = JsonSerializer.Serialize(new[] { Say(said, "請小心。") }, DataFile.Json),
            ProposedBy = "test",
        });
        return Task.FromResult(true);
    });

    internal static LocalForecast Forecast(string english = "Sunny periods and dry. Moderate northeasterly winds.", string chinese = "部分時間有陽光，天氣乾燥。吹和緩東北風。") => new(
        Say("A dry northeast monsoon is affecting the coast of Guangdong.", "乾燥的東北季候風正影響廣東沿岸。"), Say("", ""),
        Say("The fire danger warning is yellow.", "黃色火災危險警告現正生效。"), Say("Weather forecast for tonight and tomorrow", "今晚及明日天氣預測"),
        Say(english, chinese), Say("Cool mornings in the following few days.", "隨後數日早上清涼。"), [51]);

    internal static NineDayForecast Nine(DateOnly from) => new(
        Say("The northeast monsoon will moderate midweek.", "東北季候風會在週中緩和。"),
        [
            .. Enumerable.Range(0, 9).Select(day => new ForecastDay(
                from.AddDays(day), Say("Mainly fine and dry. Cool in the morning.", "大致天晴及乾燥，早上清涼。"), Say("North to northeast force 4.", "北至東北風 4 級。"),
                16 + (day % 4), 21 + (day % 5), 45 + day, 75 + day, new[] { 50, 51, 52, 54, 62, 65, 60, 80, 93 }[day], (RainProbability)(day % 5))),
        ],
        new SeaTemperature("HKO", 23, new DateTimeOffset(from.ToDateTime(new TimeOnly(6, 0)), TimeSpan.Zero)),
        [new SoilTemperature("HKO", 0.5, 23.4, new DateTimeOffset(from.ToDateTime(new TimeOnly(6, 0)), TimeSpan.Zero))]);
}
