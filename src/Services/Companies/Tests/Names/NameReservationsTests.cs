using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Companies.Names;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;

namespace OneStop.Companies.Tests.Names;

public sealed class NameReservationsTests(RegisterApps apps)
{
    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task Of_many_who_want_one_name_at_one_instant_one_gets_it_and_the_others_are_told(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var name = MadeCompanies.Own("Wanted");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => ReserveAsync(app, Ids.New(), name))));

        Assert.Single(answers, problems => problems.Count == 0);
        Assert.All(answers.Where(problems => problems.Count > 0), problems => Assert.Equal("name.kept-for-another", Assert.Single(problems).Code));
        Assert.Equal(1, await CountAsync(app, name));
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_name_let_go_is_free_again_and_reserving_twice_is_once(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (name, first) = (MadeCompanies.Own("Released"), Ids.New());
        await ReserveAsync(app, first, name);
        Assert.Empty(await ReserveAsync(app, first, name));
        Assert.NotEmpty(await ReserveAsync(app, Ids.New(), name));

        await app.WriteAsync(async write =>
        {
            await write.Get<NameReservations>().ReleaseAsync(write, first, default);
            return true;
        });

        Assert.Equal(0, await CountAsync(app, name));
        Assert.Empty(await ReserveAsync(app, Ids.New(), name));
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_company_keeps_the_name_its_filing_held(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (name, filing) = (MadeCompanies.Own("Kept"), Ids.New());
        await ReserveAsync(app, filing, name);

        var company = await app.RegisterAsync(name, null, filing);
        await app.WriteAsync(async write =>
        {
            await write.Get<NameReservations>().ReleaseAsync(write, filing, default);
            return true;
        });

        var problem = Assert.Single(await ReserveAsync(app, Ids.New(), "The " + name));
        Assert.Equal("name.same-as-registered", problem.Code);
        Assert.Equal(company.Number, problem.Args[1]);
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_draft_does_not_collide_with_itself(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (name, filing) = (MadeCompanies.Own("Draft"), Ids.New());
        await ReserveAsync(app, filing, name);

        var own = await app.InScopeAsync(scope => scope.GetRequiredService<NameCheck>().CheckAsync(name, null, filing, default));
        var others = await app.InScopeAsync(scope => scope.GetRequiredService<NameCheck>().CheckAsync(name, null, Ids.New(), default));

        Assert.Empty(own);
        Assert.Equal("name.kept-for-another", Assert.Single(others).Code);
    }

    private static Task<IReadOnlyList<RuleProblem>> ReserveAsync(TestApp app, Guid filing, string name) =>
        app.WriteAsync(write => write.Get<NameReservations>().ReserveAsync(write, filing, name, null, default));

    private static Task<int> CountAsync(TestApp app, string name) =>
        app.InScopeAsync(scope => scope.GetRequiredService<CompaniesDb>().Names.CountAsync(held => held.Name == name));
}
