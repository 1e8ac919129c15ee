using CsCheck;
using OneStop.Observatory.Warnings;

namespace OneStop.Observatory.Tests.Warnings;

public sealed class ReleaseRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 30, 0, TimeSpan.Zero);
    private static readonly WarningKind Kind = WarningKinds.Find("WRAIN")!;

    [Theory]
    [InlineData(nameof(WarningAction.Issue), "WRAINA", "", "warning.in-force")]
    [InlineData(nameof(WarningAction.Reissue), "WRAINR", "", "warning.signal")]
    [InlineData(nameof(WarningAction.Update), "WRAINA", "", "warning.signal")]
    [InlineData(nameof(WarningAction.Extend), "WRAINA", "", "warning.expiry-not-later")]
    [InlineData(nameof(WarningAction.Extend), "WRAINA", "2026-11-25T18:00", "warning.expiry-not-later")]
    [InlineData(nameof(WarningAction.Cancel), "WRAINA", "2026-11-25T19:00", "warning.expiry-of-cancel")]
    [InlineData(nameof(WarningAction.Reissue), "WRAINA", "2026-11-25T16:30", "warning.expiry-over")]
    [InlineData(nameof(WarningAction.Reissue), "WRAINA", "2026-12-25T16:30", "warning.expiry-far")]
    [InlineData(nameof(WarningAction.Reissue), "WRAINA", "2026-11-25T19:00", null)]
    [InlineData(nameof(WarningAction.Extend), "WRAINA", "2026-11-25T19:00", null)]
    [InlineData(nameof(WarningAction.Update), "WRAINB", "", null)]
    [InlineData(nameof(WarningAction.Cancel), "WRAINA", "", null)]
    public void While_amber_is_in_force_until_six_only_some_steps_may_follow(string action, string code, string expires, string? problem)
    {
        var standing = new Standing(Step("WRAINA", WarningAction.Issue, Now.AddHours(-1), Now.AddMinutes(90)), Now);

        Assert.Equal(problem, Problems(Enum.Parse<WarningAction>(action), code, "", expires, standing).SingleOrDefault());
    }

    [Theory]
    [InlineData(nameof(WarningAction.Issue), null)]
    [InlineData(nameof(WarningAction.Reissue), "warning.not-in-force")]
    [InlineData(nameof(WarningAction.Update), "warning.not-in-force")]
    [InlineData(nameof(WarningAction.Cancel), "warning.not-in-force")]
    public void Where_nothing_is_in_force_only_an_issue_may_follow(string action, string? problem)
    {
        Assert.Equal(problem, Problems(Enum.Parse<WarningAction>(action), "WRAINA", "", "", new Standing(null, Now)).SingleOrDefault());
        Assert.Equal(problem, Problems(Enum.Parse<WarningAction>(action), "WRAINA", "", "", new Standing(Step("WRAINA", WarningAction.Cancel, Now.AddHours(-1)), Now)).SingleOrDefault());
        Assert.Equal(problem, Problems(Enum.Parse<WarningAction>(action), "WRAINA", "", "", new Standing(Step("WRAINA", WarningAction.Issue, Now.AddHours(-1), Now.AddMinutes(-1)), Now)).SingleOrDefault());
    }

    [Theory]
    [InlineData("2026-11-25T16:36", "warning.issued-ahead")]
    [InlineData("2026-11-24T16:29", "warning.issued-behind")]
    [InlineData("2026-11-25T15:29", "warning.issued-before-last")]
    [InlineData("2026-11-25T15:30", null)]
    [InlineData("2026-11-25T16:35", null)]
    [InlineData("", null)]
    public void The_time_of_issue_is_near_now_and_not_before_the_last_step(string issued, string? problem)
    {
        var standing = new Standing(Step("WRAINA", WarningAction.Issue, Now.AddHours(-1)), Now);

        Assert.Equal(problem, Problems(WarningAction.Reissue, "WRAINA", issued, "", standing).SingleOrDefault());
    }

    [Fact]
    public void A_proposal_written_for_another_step_is_refused()
    {
        var standing = new Standing(Step("WRAINA", WarningAction.Reissue, Now.AddHours(-1)), Now);
        var proposal = Proposal(WarningAction.Cancel, "WRAINA", null, null, follows: Guid.NewGuid());

        Assert.Equal("warning.changed", ReleaseRules.Check(proposal, Kind, standing).Single().Code);
    }

    [Fact]
    public void No_script_of_steps_ever_leaves_two_signals_in_force()
    {
        var acts = Gen.Select(
            Gen.Enum<WarningAction>(), Gen.Int[0, 2], Gen.Int[-90, 8], Gen.Int[0, 240], Gen.Int[0, 100],
            (action, signal, issued, expires, wait) => (action, Code: Kind.Signals[signal].Code, Issued: issued, Expires: expires, Wait: wait));

        acts.Array[1, 40].Sample(script =>
        {
            var now = Now;
            List<WarningStep> steps = [];
            foreach (var act in script)
            {
                now = now.AddMinutes(act.Wait);
                var standing = new Standing(steps.LastOrDefault(), now);
                // A third of the acts name no time, a third no end.
                var proposal = Proposal(
                    act.action, act.Code, act.Issued % 3 == 0 ? null : now.AddMinutes(act.Issued), act.Expires % 3 == 0 ? null : now.AddMinutes(act.Expires), standing.InForce?.Id);
                if (!ReleaseRules.Check(proposal, Kind, standing).Any())
                {
                    steps.Add(Step(act.Code, act.action, ReleaseRules.IssueTime(proposal, standing), proposal.ExpiresAt, standing.InForce?.Chain));
                }
            }

            Assert.All(steps, (step, at) => Assert.True(at == 0 || step.IssuedAt >= steps[at - 1].IssuedAt));
            var chains = steps.GroupBy(step => step.Chain).Select(chain => (From: chain.First().IssuedAt, Until: End(chain.Last()), First: chain.First().Action)).ToList();
            Assert.All(chains, chain => Assert.Equal(WarningAction.Issue, chain.First));
            Assert.All(chains.Zip(chains.Skip(1)), pair => Assert.True(pair.First.Until <= pair.Second.From));
        }, iter: 2000);
    }

    private static DateTimeOffset End(WarningStep last) => last.Action == WarningAction.Cancel ? last.IssuedAt : last.ExpiresAt ?? DateTimeOffset.MaxValue;

    private static List<string> Problems(WarningAction action, string code, string issued, string expires, Standing standing) =>
        [.. ReleaseRules.Check(Proposal(action, code, CivilTime.Parse(issued), CivilTime.Parse(expires), standing.InForce?.Id), Kind, standing).Select(problem => problem.Code)];

    private static WarningProposal Proposal(WarningAction action, string code, DateTimeOffset? issued, DateTimeOffset? expires, Guid? follows) =>
        new WarningProposal { Id = Guid.NewGuid(), Kind = Kind.Key, Code = code, Action = action, WrittenBy = Guid.Empty, WrittenAt = Now }
            .Fill(new ProposalInput(issued, expires, new ProposedText("Rain.", "雨。", "雨。", false)), follows);

    private static WarningStep Step(string code, WarningAction action, DateTimeOffset at, DateTimeOffset? expires = null, Guid? chain = null) => new()
    {
        Id = Guid.NewGuid(),
        Chain = chain ?? Guid.NewGuid(),
        Kind = Kind.Key,
        Code = code,
        Action = action,
        IssuedAt = at,
        ExpiresAt = expires,
        Contents = "[]",
        ProposedBy = "",
    };
}
