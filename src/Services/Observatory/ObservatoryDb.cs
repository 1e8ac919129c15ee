using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.OpenData;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Site.Mine;
using OneStop.Observatory.Skill;
using OneStop.Observatory.Subscriptions;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;

namespace OneStop.Observatory;

internal sealed class ObservatoryDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "observatory";

    public DbSet<Reading> Readings => Set<Reading>();

    public DbSet<LatestReading> Latest => Set<LatestReading>();

    public DbSet<DailyValue> Days => Set<DailyValue>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<Bulletin> Bulletins => Set<Bulletin>();

    public DbSet<WarningStep> Warnings => Set<WarningStep>();

    public DbSet<PointForecast> Points => Set<PointForecast>();

    public DbSet<SkillScore> Skill => Set<SkillScore>();

    public DbSet<WarningProposal> Proposals => Set<WarningProposal>();

    public DbSet<BulletinDraft> Drafts => Set<BulletinDraft>();

    public DbSet<ForecastRun> Runs => Set<ForecastRun>();

    public DbSet<Earthquake> Earthquakes => Set<Earthquake>();

    public DbSet<Stroke> Strokes => Set<Stroke>();

    public DbSet<LightningWatch> Lightning => Set<LightningWatch>();

    public DbSet<WarningSubscription> Subscriptions => Set<WarningSubscription>();

    public DbSet<KeptChoices> Choices => Set<KeptChoices>();

    protected override void Map(ModelBuilder model)
    {
        Correction.Map(model);
        KeptChoices.Map(model);
        Stroke.Map(model);
        WarningSubscription.Map(model);
        PointForecast.Map(model);
        SkillScore.Map(model);
        model.Entity<Reading>(e => e.ToTable("Readings").HasKey(reading => new { reading.Station, reading.Quantity, reading.At }));
        model.Entity<LatestReading>(e => e.ToTable("Latest").HasKey(latest => new { latest.Station, latest.Quantity }));
        model.Entity<DailyValue>(e => e.ToTable("Days").HasKey(day => new { day.Station, day.Element, day.Day }));
        model.Entity<Bulletin>(e =>
        {
            e.ToTable("Bulletins").HasKey(bulletin => bulletin.Id);
            e.Property(bulletin => bulletin.Id).ValueGeneratedNever();
            e.HasIndex(bulletin => new { bulletin.Kind, bulletin.IssuedAt });
        });
        model.Entity<WarningStep>(e =>
        {
            e.ToTable("Warnings").HasKey(step => step.Id);
            e.Property(step => step.Id).ValueGeneratedNever();
            e.HasIndex(step => new { step.Chain, step.IssuedAt });
            e.HasIndex(step => step.IssuedAt);
        });
        WarningProposal.Map(model);
        BulletinDraft.Map(model);
        model.Entity<ForecastRun>(e =>
        {
            e.ToTable("Runs").HasKey(run => run.Id);
            e.Property(run => run.Id).ValueGeneratedNever();
            e.HasIndex(run => run.RunAt);
        });
        Earthquake.Map(model);
    }
}
