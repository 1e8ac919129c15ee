using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;

namespace OneStop.Platform.Tests.Data;

public sealed class BulkMergeTests
{
    [Theory, MemberData(nameof(WritesTests.Engines), MemberType = typeof(WritesTests))]
    public async Task Rows_that_are_there_give_way_and_new_ones_are_added(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new GaugesModule()]);
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await app.WriteAsync(async write =>
        {
            await write.Get<GaugesDb>().InsertManyAsync([Of("a", 1, 1.5, at), Of("a", 2, null, null)]);
            return true;
        });

        await app.WriteAsync(async write =>
        {
            await write.Get<GaugesDb>().MergeManyAsync([Of("a", 1, null, null), Of("a", 2, 2.5, at.AddHours(1)), Of("b", 1, 3, at)]);
            await write.Get<GaugesDb>().MergeManyAsync<Gauge>([]);
            return true;
        });

        var rows = await app.InScopeAsync(scope => scope.GetRequiredService<GaugesDb>().Gauges.OrderBy(gauge => gauge.Name).ThenBy(gauge => gauge.Number).ToListAsync());
        Assert.Equal([("a", 1, null, null, Level.High), ("a", 2, 2.5, at.AddHours(1), Level.High), ("b", 1, 3.0, at, Level.High)], rows.Select(row => (row.Name, row.Number, row.Value, row.At, row.Level)));
    }

    [Fact]
    public async Task Outside_a_write_nothing_is_merged()
    {
        await using var app = await TestApp.StartAsync(DatabaseKind.Sqlite, [new GaugesModule()]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.InScopeAsync(scope => scope.GetRequiredService<GaugesDb>().MergeManyAsync([Of("a", 1, 1, null)])));
    }

    private static Gauge Of(string name, int number, double? value, DateTimeOffset? at) => new() { Name = name, Number = number, Value = value, At = at, Level = Level.High };

    internal enum Level
    {
        Low,
        High,
    }

    internal sealed class Gauge
    {
        public required string Name { get; set; }

        public int Number { get; set; }

        public double? Value { get; set; }

        public DateTimeOffset? At { get; set; }

        public Level Level { get; set; }
    }

    internal sealed class GaugesDb(Unit unit) : ModuleDb(unit)
    {
        public override string Prefix => "gauges";

        public DbSet<Gauge> Gauges => Set<Gauge>();

        protected override void Map(ModelBuilder model) => model.Entity<Gauge>(e => e.ToTable("Gauges").HasKey(gauge => new { gauge.Name, gauge.Number }));
    }

    [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(GaugesDb))]
    [Microsoft.EntityFrameworkCore.Migrations.Migration("1_Gauges")]
    internal sealed class GaugesMigration : Microsoft.EntityFrameworkCore.Migrations.Migration
    {
        protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migration) => migration.CreateTable("gauges_gauges", table => new
        {
            name = table.Column<string>(),
            number = table.Column<int>(),
            value = table.Column<double>(nullable: true),
            at = table.Column<DateTimeOffset>(nullable: true),
            level = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_gauges_gauges", row => new { row.name, row.number }));
    }

    internal sealed class GaugesModule : IModule
    {
        public string Name => "Gauges";

        public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddModuleDb<GaugesDb>();
    }
}
