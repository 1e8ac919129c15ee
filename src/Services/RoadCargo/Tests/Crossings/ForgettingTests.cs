using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo.Tests.Crossings;

/// <summary>Months go by in these: they have an app of their own.</summary>
public sealed class ForgettingTests(BorderApps apps) : IClassFixture<BorderApps>
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_truck_that_never_comes_is_expected_until_its_load_has_expired_and_reasons_are_kept_for_a_year(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (ccrn, bundle, _) = await app.TruckAsync(BorderWork.NewPlate());
        var id = Guid.Parse(bundle.Text("id"));
        Task<BundleState> StateAsync() => app.InScopeAsync(scope => scope.GetRequiredService<RoadCargoDb>().Bundles.Where(one => one.Id == id).Select(one => one.State).SingleAsync());

        app.Time!.Advance(TimeSpan.FromDays(15));
        await app.RunJobAsync<EndOldBundles>();
        var before = await StateAsync();
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<ExpireConsignments>();
        await app.RunJobAsync<EndOldBundles>();
        await app.RunJobAsync<ForgetAssessments>();
        var kept = await app.CountAsync($"SELECT COUNT(*) FROM roadcargo_assessments WHERE ccrn = {ccrn}");
        app.Time.Advance(TimeSpan.FromDays(ForgetAssessments.KeptDays));
        await app.RunJobAsync<ForgetAssessments>();

        Assert.Equal((BundleState.Active, BundleState.Dissolved, 1), (before, await StateAsync(), kept));
        Assert.Equal(0, await app.CountAsync($"SELECT COUNT(*) FROM roadcargo_assessments WHERE ccrn = {ccrn}"));
    }
}
