using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Skill;
using OneStop.Observatory.Warnings;

namespace OneStop.Observatory;

/// <summary>What is measured, forecast and in force, as every page and interface reads it: none can disagree with another.</summary>
internal sealed class Weather(ObservatoryDb db, TimeProvider time)
{
    /// <summary>The newest good value of every station and quantity, however old; who shows it says how old.</summary>
    internal async Task<IReadOnlyList<LatestReading>> NowAsync(CancellationToken ct) => await db.Latest.AsNoTracking().ToListAsync(ct);

    /// <summary>The good readings of a station after one instant up to another, oldest first.</summary>
    internal async Task<IReadOnlyList<Reading>> SeriesAsync(string station, Quantity quantity, DateTimeOffset after, DateTimeOffset until, CancellationToken ct) =>
        await db.Readings.AsNoTracking()
            .Where(reading => reading.Station == station && reading.Quantity == quantity && reading.At > after && reading.At <= until && reading.Quality == Quality.Good)
            .OrderBy(reading => reading.At)
            .ToListAsync(ct);

    internal Task<Issued<LocalForecast>?> LocalForecastAsync(CancellationToken ct) => NewestAsync<LocalForecast>(BulletinKind.LocalForecast, ct);

    internal Task<Issued<NineDayForecast>?> NineDaysAsync(CancellationToken ct) => NewestAsync<NineDayForecast>(BulletinKind.NineDayForecast, ct);

    internal Task<Issued<SpecialTips>?> TipsAsync(CancellationToken ct) => NewestAsync<SpecialTips>(BulletinKind.SpecialTips, ct);

    /// <summary>The chains whose newest step has neither cancelled nor lapsed, in the order of warnings.json.</summary>
    internal async Task<IReadOnlyList<WarningInForce>> WarningsInForceAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var newest = await db.Warnings.AsNoTracking()
            .Where(step => !db.Warnings.Any(later => later.Chain == step.Chain && (later.IssuedAt > step.IssuedAt || (later.IssuedAt == step.IssuedAt && later.Id > step.Id))))
            .Where(step => step.Action != WarningAction.Cancel && (step.ExpiresAt == null || step.ExpiresAt > now))
            .ToListAsync(ct);
        var chains = newest.Select(step => step.Chain).ToList();
        var first = await db.Warnings.AsNoTracking().Where(step => chains.Contains(step.Chain) && step.Action == WarningAction.Issue).ToDictionaryAsync(step => step.Chain, step => step.IssuedAt, ct);
        return
        [
            .. from kind in WarningKinds.All
               from step in newest
               where step.Kind == kind.Key
               let signal = kind.Signals.Single(signal => signal.Code == step.Code)
               select new WarningInForce(kind, signal, step, first.GetValueOrDefault(step.Chain, step.IssuedAt)),
        ];
    }

    /// <summary>How well the forecasts of the past 90 days did, as last night found it.</summary>
    internal async Task<IReadOnlyList<SkillScore>> SkillAsync(CancellationToken ct) =>
        await db.Skill.AsNoTracking().OrderBy(score => score.Product).ThenBy(score => score.Station).ThenBy(score => score.Element).ThenBy(score => score.Lead).ToListAsync(ct);

    private async Task<Issued<T>?> NewestAsync<T>(BulletinKind kind, CancellationToken ct)
    {
        var newest = await db.Bulletins.AsNoTracking().Where(bulletin => bulletin.Kind == kind).OrderByDescending(bulletin => bulletin.IssuedAt).ThenByDescending(bulletin => bulletin.Id).FirstOrDefaultAsync(ct);
        return newest is null ? null : new Issued<T>(newest.IssuedAt, newest.NextIssueAt, newest.IsConverted, JsonSerializer.Deserialize<T>(newest.Content, DataFile.Json)!);
    }
}

internal sealed record Issued<T>(DateTimeOffset IssuedAt, DateTimeOffset NextIssueAt, bool IsConverted, T Content);

/// <param name="Step">The newest step of its chain.</param>
/// <param name="Since">When the chain was first issued.</param>
internal sealed record WarningInForce(WarningKind Kind, WarningSignal Signal, WarningStep Step, DateTimeOffset Since);
