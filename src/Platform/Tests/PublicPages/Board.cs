using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Tests.PublicPages;

/// <summary>A notice board: a page and JSON published in advance, a page for each notice on first ask.</summary>
internal sealed class BoardModule : IModule
{
    public string Name => "Board";

    /// <summary>Makes the publication fail as long as it is true.</summary>
    internal bool Fails { get; set; }

    /// <summary>Until when the edition says that it holds.</summary>
    internal DateTimeOffset? Until { get; set; }

    internal int Views;

    /// <summary>How often each notice's page was rendered.</summary>
    internal ConcurrentDictionary<int, int> Renderings { get; } = [];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(this);
        services.AddModuleDb<BoardDb>();
        services.AddPublication<BoardPublication>();
        services.AddDataTag<Notice>("board.notices", notice => $"{notice.Id}");
        services.AddPublication<Forgetful>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/board/list.csv", async (BoardDb db) => Results.Text(string.Join('\n', await db.Notices.OrderBy(notice => notice.Id).Select(notice => notice.Words).ToListAsync()), "text/csv")).AllowAnonymous();
        routes.MapGet("/board/data.php", () => Results.NotFound()).AllowAnonymous();
        routes.MapGet("/board/forgetful", async (BoardDb db) => await db.Secrets.CountAsync()).AllowAnonymous();
        routes.MapGet("/board/{id:int}", async (int id, BoardDb db, HttpContext context) =>
        {
            Renderings.AddOrUpdate(id, 1, (_, times) => times + 1);
            context.DependsOn(new DataTag("board.notices", $"{id}"));
            return await db.Notices.FirstOrDefaultAsync(notice => notice.Id == id) is { } notice ? Results.Text($"<p>{notice.Words}</p>", "text/html") : Results.NotFound();
        }).AllowAnonymous().WithMetadata(new PublishedOnAskAttribute());
    }
}

internal sealed class BoardPublication(BoardDb db, BoardModule board) : IPublication
{
    internal const int LargeSize = 3 * 1024 * 1024;

    public static string Code => "board";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<Notice>()];

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        var words = await db.Notices.OrderBy(notice => notice.Id).Select(notice => notice.Words).ToListAsync(ct);
        edition.Page("/board").Answer("/board/list.csv", anyOrigin: true);
        foreach (var (query, text) in (ReadOnlySpan<(string, string)>)[("dataType=all&lang=en", "en"), ("dataType=all&lang=tc", "tc"), ("dataType=all", "en")])
        {
            edition.Bytes("/board/data.php", "application/json", Encoding.UTF8.GetBytes($"{{\"{text}\":\"{string.Join(' ', words)}{new string(' ', 500)}\"}}"), query, anyOrigin: true);
        }

        edition.Bytes("/board/large.bin", "application/octet-stream", Enumerable.Range(0, LargeSize).Select(i => (byte)i).ToArray(), onEachView: () => Interlocked.Increment(ref board.Views));
        if (board.Until is { } until)
        {
            edition.HoldsUntil(until);
        }

        if (board.Fails)
        {
            throw new InvalidOperationException("The pen is empty.");
        }
    }
}

/// <summary>Does not say what it shows.</summary>
internal sealed class Forgetful : IPublication
{
    public static string Code => "forgetful";

    public static IReadOnlyList<DataTag> DependsOn => [];

    public Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Answer("/board/forgetful");
        return Task.CompletedTask;
    }
}

internal sealed class BoardDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "board";

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<Secret> Secrets => Set<Secret>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Notice>(e => e.ToTable("Notices").Property(notice => notice.Id).ValueGeneratedNever());
        model.Entity<Secret>(e => e.ToTable("Secrets").Property(secret => secret.Id).ValueGeneratedNever());
    }
}

internal sealed class Notice
{
    public int Id { get; init; }
    public required string Words { get; set; }
}

internal sealed class Secret
{
    public int Id { get; init; }
}

[DbContext(typeof(BoardDb))]
[Migration("20261125_Board")]
internal sealed class BoardTables : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("board_notices", table => new { id = table.Column<int>(), words = table.Column<string>() }, constraints: table => table.PrimaryKey("pk_board_notices", row => row.id));
        migration.CreateTable("board_secrets", table => new { id = table.Column<int>() }, constraints: table => table.PrimaryKey("pk_board_secrets", row => row.id));
    }
}
