using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Platform.Search;

namespace OneStop.Platform.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly string[] Names =
    [
        "Golden Dragon Trading 金龍貿易", "Golden Harbour 金港", "Dragon Gold 龍金", "Hang Seng 恆生", "Hang Sang 恒生行", "Café Central 中環咖啡室",
        "ABC Engineering 工程", "A.B.C. Toys 玩具", "貿易金龍", "金龍", "龍", "Goldsmith 金匠", "𠮷野家", "Far East 遠東 Golden", "東 東方", "1997 Fund 一九九七基金",
    ];

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_stored_is_found_by_its_parts(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        Assert.Equal(["Golden Dragon Trading 金龍貿易", "貿易金龍", "金龍"], await FindAsync(app, "金龍"));
        Assert.Equal(["Golden Dragon Trading 金龍貿易"], await FindAsync(app, "龙贸"));
        Assert.Equal(["Golden Dragon Trading 金龍貿易"], await FindAsync(app, "golden 貿易"));
        Assert.Equal(["Golden Dragon Trading 金龍貿易", "Golden Harbour 金港", "Dragon Gold 龍金", "Goldsmith 金匠", "Far East 遠東 Golden"], await FindAsync(app, "GOLD"));
        Assert.Equal(["Dragon Gold 龍金"], await FindAsync(app, "gold dragon"));
        Assert.Equal(["Golden Dragon Trading 金龍貿易", "Dragon Gold 龍金"], await FindAsync(app, "dragon gold"));
        Assert.Equal(["Hang Seng 恆生", "Hang Sang 恒生行"], await FindAsync(app, "恒生"));
        Assert.Equal(["Café Central 中環咖啡室"], await FindAsync(app, "cafe"));
        Assert.Equal(["ABC Engineering 工程", "A.B.C. Toys 玩具"], await FindAsync(app, "abc"));
        Assert.Equal(["𠮷野家"], await FindAsync(app, "𠮷野"));
        Assert.Empty(await FindAsync(app, "nowhere"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_put_again_is_found_by_its_new_words_only(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        await app.WriteAsync(async write =>
        {
            await ShelfDb.Search.PutAsync(write.Get<ShelfDb>(), 1, "Silver");
            return true;
        });

        Assert.Empty(await FindAsync(app, "trading"));
        Assert.Single(await FindAsync(app, "silver"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Pages_follow_one_another_without_gap(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        var (all, first) = (await IdsAsync(app, "go", 0, 10), await IdsAsync(app, "go", 0, 2));

        Assert.Equal(all, first.Concat(await IdsAsync(app, "go", first[^1], 10)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_stands_far_down_is_found_like_what_stands_near(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        const int many = 9_000;
        await app.WriteAsync(async write =>
        {
            await ShelfDb.Search.PutManyAsync(write.Get<ShelfDb>(), Enumerable.Range(100, many).Select(i => ((long)i, i % 3_000 == 0 ? "Common Rare 稀少" : "Common 常見")));
            return true;
        });

        Assert.Equal([3_000L, 6_000L, 9_000L], await IdsAsync(app, "common rare", 0, 20));
        Assert.Equal([6_000L, 9_000L], await IdsAsync(app, "稀少", 3_000, 20));
        Assert.Equal(Enumerable.Range(100, 20).Select(i => (long)i), await IdsAsync(app, "common", 0, 20));
        Assert.Equal([9_098L, 9_099L], await IdsAsync(app, "common", 9_097, 20));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_typed_is_a_command_to_the_database(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        foreach (var typed in (string[])["\" OR words:*", "a' | 'b", "NEAR(a b)", "col:x -y ^z", "\0\0ab\0", "ab\uD800cd", "); DROP TABLE shelf_search; --", "<-> & | !:*", new string('字', 5000), new string('"', 300) + "x1", "%_ \\' 'ab'"])
        {
            _ = await FindAsync(app, typed);
        }

        Assert.NotEmpty(await FindAsync(app, "golden"));
    }

    [Fact]
    public async Task The_same_questions_have_the_same_answers_on_both_engines()
    {
        Assert.SkipUnless(TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        await using var sqlite = await StartAsync(DatabaseKind.Sqlite);
        await using var postgres = await StartAsync(DatabaseKind.Postgres);
        var random = new Random(7);
        var found = 0;

        for (var i = 0; i < 400; i++)
        {
            var name = Names[random.Next(Names.Length)].EnumerateRunes().Select(rune => rune.ToString()).ToList();
            var start = random.Next(name.Count);
            var typed = string.Concat(name.Skip(start).Take(random.Next(1, 8))) + (i % 3 == 0 ? " " + Names[random.Next(Names.Length)][..1] : "");
            var ids = await IdsAsync(sqlite, typed, 0, 100);
            Assert.Equal(ids, await IdsAsync(postgres, typed, 0, 100));
            found += ids.Count;
        }

        Assert.True(found > 100, $"only {found} hits were compared");
    }

    private static async Task<TestApp> StartAsync(DatabaseKind kind)
    {
        var app = await TestApp.StartAsync(kind, [new ShelfModule()]);
        await app.WriteAsync(async write =>
        {
            var db = write.Get<ShelfDb>();
            await ShelfDb.Search.PutManyAsync(db, Names.Select((name, i) => ((long)i + 1, name)));
            await ShelfDb.Search.TidyAsync(db);
            return true;
        });
        return app;
    }

    private static async Task<IReadOnlyList<string>> FindAsync(TestApp app, string typed) =>
        [.. (await IdsAsync(app, typed, 0, 100)).Select(id => Names[id - 1])];

    private static Task<IReadOnlyList<long>> IdsAsync(TestApp app, string typed, long after, int limit) => app.InScopeAsync(async scope =>
        SearchPlan.Parse(typed) is { } plan ? await ShelfDb.Search.FindAsync(scope.GetRequiredService<ShelfDb>(), plan, after, limit) : []);

    internal sealed class ShelfModule : IModule
    {
        public string Name => "Shelf";

        public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddModuleDb<ShelfDb>();

        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
        }
    }

    internal sealed class ShelfDb(Unit unit) : ModuleDb(unit)
    {
        internal static readonly SearchIndex Search = new("shelf_search");

        public override string Prefix => "shelf";

        protected override void Map(ModelBuilder model)
        {
        }
    }

    [DbContext(typeof(ShelfDb))]
    [Migration("20261125_Shelf")]
    internal sealed class ShelfMigration : Migration
    {
        protected override void Up(MigrationBuilder migration) => migration.CreateSearchIndex("shelf_search");
    }
}
