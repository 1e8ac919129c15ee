using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Tests.Warnings;

public sealed class InForceTests
{
    [Theory]
    [MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task The_newest_step_of_a_chain_says_whether_it_is_in_force(DatabaseKind kind)
    {
        await using var app = await WeatherApps.StartAsync(kind, fakeTime: true);
        var now = app.Time!.GetUtcNow();
        var (standing, cancelled, lapsed) = (Ids.New(), Ids.New(), Ids.New());
        await app.WriteAsync(write =>
        {
            write.Get<ObservatoryDb>().Warnings.AddRange(
                Step(standing, "WRAINA", WarningAction.Issue, now.AddHours(-3)), Step(standing, "WRAINR", WarningAction.Update, now.AddHours(-1)),
                Step(cancelled, "WRAINA", WarningAction.Issue, now.AddHours(-9)), Step(cancelled, "WRAINA", WarningAction.Cancel, now.AddHours(-8)),
                Step(lapsed, "WRAINA", WarningAction.Issue, now.AddHours(-7), expires: now.AddMinutes(-1)));
            return Task.FromResult(true);
        });

        var inForce = await app.InScopeAsync(scope => scope.GetRequiredService<Weather>().WarningsInForceAsync(default));

        var only = Assert.Single(inForce);
        Assert.Equal((standing, "WRAINR"), (only.Step.Chain, only.Signal.Code));
        Assert.Equal(now.AddHours(-3), only.Since, TimeSpan.FromMilliseconds(1));
    }

    private static WarningStep Step(Guid chain, string code, WarningAction action, DateTimeOffset at, DateTimeOffset? expires = null) => new()
    {
        Id = Ids.New(),
        Chain = chain,
        Kind = "WRAIN",
        Code = code,
        Action = action,
        IssuedAt = at,
        ExpiresAt = expires,
        Contents = "[]",
        ProposedBy = "test",
    };
}
