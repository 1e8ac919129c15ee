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
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneStop.Catalogue;
using OneStop.Catalogue.Contracts;
using OneStop.Platform;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Usage;
using OneStop.Usage.Contracts;

namespace OneStop.Bench;

/// <summary>A government that publishes one bulletin: a page of 12 KB and JSON of 2 KB, every view counted. <c>OneStop.Bench bulletin --data DIR …</c></summary>
internal sealed class Bulletin : IModule
{
    internal const string Page = "/bulletin";
    internal const string Data = "/bulletin.json";

    /// <summary>The page's bytes without our security headers: only pages carry those.</summary>
    internal const string Bare = "/bulletin.txt";

    public string Name => "Bulletin";

    internal static async Task ServeAsync(string[] options)
    {
        await using var app = OneStopApp.Build(options, [new CatalogueModule(), new UsageModule(), new Bulletin()], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await app.PrepareAsync();
        await app.RunAsync();
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<BulletinDb>();
        services.AddPublication<BulletinPublication>();
        services.AddCatalogueEntry(new("bulletin", "dpo", ServiceKind.Informational, "bulletin", "/bulletin", [Audience.Residents], []));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapPost("/api/bulletin/{number:int}", (int number, Writes writes) => writes.RunAsync(async write =>
        (await write.Get<BulletinDb>().Bulletins.SingleAsync()).Number = number)).AllowAnonymous();
}

internal sealed class BulletinPublication(BulletinDb db, IUsage usage) : IPublication
{
    private const int Rows = 88;
    private const int Items = 30;

    public static string Code => "bulletin";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<StoredBulletin>()];

    /// <summary>As little alike as readings are, so that the page compresses as pages do: 12 KB to 2.</summary>
    private static double Value(int number, int row) => (((uint)((row + 1) * 2654435761) ^ (uint)(number * 40503)) % 36000) / 1000.0;

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        var number = await db.Bulletins.Select(bulletin => bulletin.Number).SingleAsync(ct);
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"en\"><title>Bulletin {number}</title><h1>Bulletin {number}</h1><table>");
        for (var row = 0; row < Rows; row++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr class=\"govuk-table__row\"><th scope=\"row\" class=\"govuk-table__header\">Station {row}<td class=\"govuk-table__cell\">{Value(number, row):0.0} °C <td>{Value(row, number):0.000}</tr>\n");
        }

        var data = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{{\"number\":{number},\"readings\":[");
        data.AppendJoin(',', Enumerable.Range(0, Items).Select(item => $"{{\"station\":\"Station {item}\",\"temperature\":{Value(number, item):0.0},\"unit\":\"C\"}}"));
        var bytes = Encoding.UTF8.GetBytes(page.ToString());
        edition.Bytes(Bulletin.Page, "text/html; charset=utf-8", bytes, onEachView: () => usage.Count("bulletin", UsageStep.View, UsageChannel.Web))
            .Bytes(Bulletin.Bare, "text/plain; charset=utf-8", bytes, onEachView: () => usage.Count("bulletin", UsageStep.View, UsageChannel.Web))
            .Bytes(Bulletin.Data, "application/json", Encoding.UTF8.GetBytes(data.Append("]}").ToString()), anyOrigin: true, onEachView: () => usage.Count("bulletin", UsageStep.View, UsageChannel.Api));
    }
}

internal sealed class BulletinDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "bulletin";

    public DbSet<StoredBulletin> Bulletins => Set<StoredBulletin>();

    protected override void Map(ModelBuilder model) => model.Entity<StoredBulletin>(e => e.ToTable("Bulletins").Property(bulletin => bulletin.Id).ValueGeneratedNever());
}

internal sealed class StoredBulletin
{
    public int Id { get; init; }
    public int Number { get; set; }
}

[DbContext(typeof(BulletinDb))]
[Migration("20261125_Bulletin")]
internal sealed class BulletinTable : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("bulletin_bulletins", table => new { id = table.Column<int>(), number = table.Column<int>() }, constraints: table => table.PrimaryKey("pk_bulletin_bulletins", row => row.id));
        migration.Sql("INSERT INTO bulletin_bulletins (id, number) VALUES (1, 1)");
    }
}
