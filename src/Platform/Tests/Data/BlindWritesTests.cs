using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Modules;

namespace OneStop.Platform.Tests.Data;

public sealed class BlindWritesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 30, 20, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Rows_of_many_are_stored_as_they_were_said_and_events_are_heard(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new ParcelsModule()]);
        var said = Enumerable.Range(0, 100).Select(Of).ToList();
        var after = 0;

        await Task.WhenAll(said.Select(parcel => BlindAsync(app, async write =>
        {
            write.Get<ParcelsDb>().Parcels.Add(parcel);
            write.Publish(new ParcelSent(parcel.Id));
            write.AfterCommit(() => Interlocked.Increment(ref after));
        })));

        Assert.Equal(said.OrderBy(parcel => parcel.Label).Select(Say), (await ReadAsync(app)).Select(Say));
        Assert.Equal(100, after);
        await Eventually.TrueAsync(() => app.InScopeAsync(scope => scope.GetRequiredService<ParcelsDb>().Parcels.AllAsync(parcel => parcel.Heard)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refused_row_harms_no_neighbour(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new ParcelsModule()]);

        var stored = await Task.WhenAll(Enumerable.Range(0, 90).Select(async i =>
        {
            try
            {
                await BlindAsync(app, async write =>
                {
                    // Two rows: the first must go when the second is refused.
                    write.Get<ParcelsDb>().Parcels.Add(Of(i));
                    write.Get<ParcelsDb>().Parcels.Add(Of(1000 + (i % 3 == 0 ? 0 : i)));
                });
                return true;
            }
            catch (Exception e) when (e.IsDuplicate())
            {
                return false;
            }
        }));

        Assert.Equal(61, stored.Count(x => x));
        Assert.Equal(122, (await ReadAsync(app)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_goes_on_from_a_row_read_before_stands_only_if_nobody_changed_it(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new ParcelsModule()]);
        await app.WriteAsync(async write => write.Get<ParcelsDb>().Parcels.AddRangeAsync(Enumerable.Range(0, 20).Select(Of)).ContinueWith(_ => true));
        var seen = await app.InScopeAsync(scope => scope.GetRequiredService<ParcelsDb>().Parcels.ToListAsync());

        // Each row by three writers who read the same.
        var stood = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            try
            {
                await BlindAsync(app, async write => write.Get<ParcelsDb>().Continue(seen[i / 3]).Weight = i);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        }));

        Assert.Equal(20, stood.Count(x => x));
        Assert.All(await ReadAsync(app), parcel => Assert.Equal(1, parcel.Version));
        Assert.Equal(Enumerable.Range(0, 60).Where(i => stood[i]).Select(i => (double?)i), (await ReadAsync(app)).Select(parcel => parcel.Weight).Order());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rows_that_are_deleted_or_added_once_go_together_too(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new ParcelsModule()]);
        await app.WriteAsync(async write => write.Get<ParcelsDb>().Parcels.AddRangeAsync(Enumerable.Range(0, 30).Select(Of)).ContinueWith(_ => true));
        var seen = await ReadAsync(app);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => BlindAsync(app, async write =>
        {
            var db = write.Get<ParcelsDb>();
            db.Remove(db.Continue(seen[i]));
            db.AddOnce(Of(500 + (i / 2)));
        })));

        Assert.Equal(Enumerable.Range(500, 15).Select(i => Of(i).Label), (await ReadAsync(app)).Select(parcel => parcel.Label));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Work_that_asks_is_begun_again_as_an_ordinary_write_and_the_next_of_its_kind_is_one_at_once(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new ParcelsModule()]);
        Func<Write, int, Task>[] asking =
        [
            (write, _) => write.Get<ParcelsDb>().Parcels.CountAsync(),
            (write, label) => write.Get<ParcelsDb>().InsertManyAsync([Of(label + 100)]),
            (write, label) => write.Get<ParcelsDb>().MergeManyAsync([Of(label + 100)]),
            (write, _) => write.Get<ParcelsDb>().Parcels.ExecuteDeleteAsync(),
            (write, _) => write.LockAsync("parcels"),
        ];

        for (var i = 0; i < asking.Length; i++)
        {
            var runs = 0;
            for (var time = 0; time < 2; time++)
            {
                var label = 800 + (10 * i) + time;
                await BlindAsync(app, async write =>
                {
                    runs++;
                    write.Get<ParcelsDb>().Parcels.Add(Of(label));
                    await write.Get<ParcelsDb>().SaveChangesAsync();
                    await asking[i](write, label);
                }, $"asking {i}");
            }

            Assert.Equal(3, runs);
        }

        // The fourth has deleted all before it.
        Assert.Equal([Of(840).Label, Of(841).Label], (await ReadAsync(app)).Select(parcel => parcel.Label));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Items_of_many_requests_share_a_write_and_a_bad_one_is_refused_alone(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(kind, [new ParcelsModule()]);
        var groups = new List<int>();
        await using var writer = new GroupWriter<int, string>(
            app.Services.GetRequiredService<IServiceScopeFactory>(), app.Services.GetRequiredService<DatabaseOptions>(), "parcels", async (write, numbers) =>
            {
                groups.Add(numbers.Count);
                await write.Get<ParcelsDb>().InsertManyAsync(numbers.Select(Of).ToList());
                return [.. numbers.Select(number => $"stored {number}")];
            });

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            try
            {
                return await writer.WriteAsync(i == 50 ? 49 : i);
            }
            catch (Exception e) when (e.IsDuplicate())
            {
                return "refused";
            }
        }));

        Assert.Equal(99, answers.Count(answer => answer != "refused"));
        Assert.Equal(answers.Where((_, i) => i is not (49 or 50)), Enumerable.Range(0, 100).Where(i => i is not (49 or 50)).Select(i => $"stored {i}"));
        Assert.Equal(99, (await ReadAsync(app)).Count);
        Assert.Contains(groups, size => size > 1);
    }

    private static Task BlindAsync(TestApp app, Func<Write, Task> work, string kind = "parcel") => app.InScopeAsync(scope => scope.GetRequiredService<Writes>().RunBlindAsync(kind, async write =>
    {
        await work(write);
        return true;
    }));

    private static Task<List<Parcel>> ReadAsync(TestApp app) =>
        app.InScopeAsync(scope => scope.GetRequiredService<ParcelsDb>().Parcels.OrderBy(parcel => parcel.Label).ToListAsync());

    private static Parcel Of(int number) => new()
    {
        Id = Ids.New(),
        Label = $"parcel {number:0000}",
        Size = number % 2 == 0 ? Size.Large : Size.Small,
        Weight = number % 3 == 0 ? null : number / 8.0,
        Day = number % 4 == 0 ? null : new DateOnly(2026, 11, 1).AddDays(number % 30),
        At = At.AddSeconds(number),
        OpenedAt = number % 5 == 0 ? At.AddDays(number) : null,
        Picture = number % 7 == 0 ? null : [(byte)number, 0, 255],
        Cents = number * 10_000_000_000L,
        Fragile = number % 6 == 0 ? null : number % 2 == 0,
    };

    private static string Say(Parcel parcel) =>
        $"{parcel.Label} {parcel.Size} {parcel.Weight} {parcel.Day} {parcel.At:O} {parcel.OpenedAt:O} {(parcel.Picture is null ? "-" : Convert.ToHexString(parcel.Picture))} {parcel.Cents} {parcel.Fragile}";

    internal enum Size
    {
        Small,
        Large,
    }

    internal sealed class Parcel
    {
        public Guid Id { get; set; }

        public required string Label { get; set; }

        public Size Size { get; set; }

        public double? Weight { get; set; }

        public DateOnly? Day { get; set; }

        public DateTimeOffset At { get; set; }

        public DateTimeOffset? OpenedAt { get; set; }

        public byte[]? Picture { get; set; }

        public long Cents { get; set; }

        public bool? Fragile { get; set; }

        public bool Heard { get; set; }

        public int Version { get; set; }
    }

    internal sealed record ParcelSent(Guid Id) : IEvent
    {
        public static string Name => "parcels.parcel-sent.v1";

        public string Key => Id.ToString();
    }

    internal sealed class Hear(Writes writes) : IEventHandler<ParcelSent>
    {
        public Task HandleAsync(ParcelSent happened, CancellationToken ct) => writes.RunAsync(write =>
            write.Get<ParcelsDb>().Parcels.Where(parcel => parcel.Id == happened.Id).ExecuteUpdateAsync(set => set.SetProperty(parcel => parcel.Heard, true), ct), ct);
    }

    internal sealed class ParcelsDb(Unit unit) : ModuleDb(unit)
    {
        public override string Prefix => "parcels";

        public DbSet<Parcel> Parcels => Set<Parcel>();

        protected override void Map(ModelBuilder model) => model.Entity<Parcel>(e =>
        {
            e.ToTable("Parcels").HasKey(parcel => parcel.Id);
            e.HasIndex(parcel => parcel.Label).IsUnique();
        });
    }

    [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(ParcelsDb))]
    [Microsoft.EntityFrameworkCore.Migrations.Migration("1_Parcels")]
    internal sealed class ParcelsMigration : Microsoft.EntityFrameworkCore.Migrations.Migration
    {
        protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migration)
        {
            migration.CreateTable("parcels_parcels", table => new
            {
                id = table.Column<Guid>(),
                label = table.Column<string>(),
                size = table.Column<string>(),
                weight = table.Column<double>(nullable: true),
                day = table.Column<DateOnly>(nullable: true),
                at = table.Column<DateTimeOffset>(),
                opened_at = table.Column<DateTimeOffset>(nullable: true),
                picture = table.Column<byte[]>(nullable: true),
                cents = table.Column<long>(),
                fragile = table.Column<bool>(nullable: true),
                heard = table.Column<bool>(),
                version = table.Column<int>(),
            }, constraints: table => table.PrimaryKey("pk_parcels_parcels", row => row.id));
            migration.CreateIndex("ix_parcels_parcels_label", "parcels_parcels", "label", unique: true);
        }
    }

    internal sealed class ParcelsModule : IModule
    {
        public string Name => "Parcels";

        public void AddServices(IServiceCollection services, IConfiguration configuration)
        {
            services.AddModuleDb<ParcelsDb>();
            services.AddEventHandler<ParcelSent, Hear>();
        }
    }
}
