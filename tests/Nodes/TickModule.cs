using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneStop.Catalogue;
using OneStop.Catalogue.Contracts;
using OneStop.Platform;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Usage;

namespace OneStop.Nodes.Tests;

/// <summary>One number, published as a page, JSON and CSV. A node can be told to die at the worst moments.</summary>
internal sealed class TickModule : IModule
{
    internal static readonly CatalogueEntry Entry = new("tick", "dpo", ServiceKind.Informational, "tick", "/tick", [Audience.Residents], [LifeEvent.Travelling]);
    private const int NoNumber = -1;

    public string Name => "Tick";

    /// <summary>The number during whose composition this node dies.</summary>
    internal int DiesAt { get; private set; } = NoNumber;

    internal static async Task<int> ServeAsync(string[] settings)
    {
        await using var app = OneStopApp.Build(settings, [new CatalogueModule(), new UsageModule(), new TickModule()], builder => builder.Logging.SetMinimumLevel(LogLevel.Critical));
        // Its input ends with the tests' process: no node outlives it.
        _ = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            Environment.Exit(1);
        });
        await app.PrepareAsync();
        await app.RunAsync();
        return 0;
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(this);
        services.AddModuleDb<TickDb>();
        services.AddPublication<TickPublication>();
        services.AddCatalogueEntry(Entry);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tick", async (TickDb db) => Results.Text($"<p>{await db.NowAsync(default)}</p>", "text/html")).AllowAnonymous();
        routes.MapPost("/api/tick/{number:int}", TickAsync).AllowAnonymous();
        routes.MapPost("/api/die-at/{number:int}", (int number) => DiesAt = number).AllowAnonymous();
    }

    private static Task TickAsync(int number, bool? die, Writes writes) => writes.RunAsync(async write =>
    {
        (await write.Get<TickDb>().Ticks.SingleAsync()).Number = number;
        if (die == true)
        {
            // Committed, and nobody told.
            write.AfterCommit(Process.GetCurrentProcess().Kill);
        }
    });
}

internal sealed class TickPublication(TickDb db, TickModule module) : IPublication
{
    public static string Code => "tick";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<Tick>()];

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        var now = await db.NowAsync(ct);
        edition.Answer("/tick")
            .Bytes("/tick.json", "application/json", Encoding.UTF8.GetBytes($"{{\"tick\":{now}}}"), anyOrigin: true)
            .Bytes("/tick.csv", "text/csv", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"tick\r\n{now}\r\n")));
        if (now == module.DiesAt)
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}

internal sealed class TickDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "tick";

    public DbSet<Tick> Ticks => Set<Tick>();

    public Task<int> NowAsync(CancellationToken ct) => Ticks.Select(tick => tick.Number).SingleAsync(ct);

    protected override void Map(ModelBuilder model) => model.Entity<Tick>(e => e.ToTable("Ticks").Property(tick => tick.Id).ValueGeneratedNever());
}

internal sealed class Tick
{
    public int Id { get; init; }
    public int Number { get; set; }
}

[DbContext(typeof(TickDb))]
[Migration("20261125_Tick")]
internal sealed class TickTable : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("tick_ticks", table => new { id = table.Column<int>(), number = table.Column<int>() }, constraints: table => table.PrimaryKey("pk_tick_ticks", row => row.id));
        migration.Sql("INSERT INTO tick_ticks (id, number) VALUES (1, 0)");
    }
}
