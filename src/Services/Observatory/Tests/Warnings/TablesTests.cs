using System.Runtime.CompilerServices;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Warnings;

public sealed class TablesTests
{
    [Fact]
    public void The_readme_draws_both_tables()
    {
        var drawn = File.ReadAllLines(Path.Combine(Here(), "..", "..", "README.md")).Where(line => line.Contains("-->", StringComparison.Ordinal)).Select(line => line.Trim()).ToList();

        var warning = WarningSteps.Table.Select(row =>
            $"{In(row.InForce)} --> {In(row.After)}: {row.Action} (signal {row.Signal.ToString().ToLowerInvariant()}, end {row.Expiry.ToString().ToLowerInvariant()})");
        var proposal = Proposals.Table.Select(row => $"{row.From} --> {row.To}: {row.Act}{(row.Event is null ? "" : $" / {row.Event}")}")
            .Prepend("[*] --> Draft: WarningDesk.ProposeAsync").Append("Released --> [*]").Append("Withdrawn --> [*]");
        Assert.Equal([.. warning, .. proposal], drawn.Where(line => line.StartsWith("[*]", StringComparison.Ordinal) || line.StartsWith("InForce", StringComparison.Ordinal) || Enum.GetNames<ProposalState>().Any(line.StartsWith)));

        static string In(bool inForce) => inForce ? "InForce" : "[*]";
    }

    [Fact]
    public void Every_action_has_one_row_and_every_state_is_reached()
    {
        Assert.Equal(Enum.GetValues<WarningAction>(), WarningSteps.Table.Select(row => row.Action).Order());
        Assert.Equal(Enum.GetValues<ProposalState>(), Proposals.Table.Select(row => row.To).Distinct().Order());
        Assert.DoesNotContain(Proposals.Table, row => row.From is ProposalState.Released or ProposalState.Withdrawn);
    }

    [Theory]
    [InlineData(null, "Issue:TC1,Issue:TC3,Issue:TC8NE,Issue:TC8SE,Issue:TC8NW,Issue:TC8SW,Issue:TC9,Issue:TC10")]
    [InlineData("TC8NE", "Reissue:TC8NE,Update:TC1,Update:TC3,Update:TC8SE,Update:TC8NW,Update:TC8SW,Update:TC9,Update:TC10,Cancel:TC8NE")]
    public void Only_what_may_follow_is_offered(string? inForce, string expected)
    {
        var step = inForce is null ? null : Step(inForce, expires: null);

        Assert.Equal(expected, string.Join(',', WarningSteps.After(WarningKinds.Find("WTCSGNL")!, step).Select(next => $"{next.Action}:{next.Signal.Code}")));
    }

    [Fact]
    public void What_has_an_end_can_be_extended() =>
        Assert.Contains((WarningAction.Extend, "TC1"), WarningSteps.After(WarningKinds.Find("WTCSGNL")!, Step("TC1", DateTimeOffset.MaxValue)).Select(next => (next.Action, next.Signal.Code)));

    [Theory]
    [InlineData("TC1", null, false)]
    [InlineData("TC3", "TC1", false)]
    [InlineData("TC8NE", "TC3", true)]
    [InlineData("TC3", "TC8NE", true)]
    [InlineData("TC10", "TC9", true)]
    public void Two_raise_keep_and_take_down_the_highest_signals(string code, string? inForce, bool two) =>
        Assert.Equal(two, WarningSteps.NeedsTwo(WarningKinds.Find("WTCSGNL")!, code, inForce is null ? null : Step(inForce, null)));

    [Fact]
    public void Every_signal_has_names_and_a_template_in_three_languages_that_may_be_released()
    {
        foreach (var kind in WarningKinds.All)
        {
            foreach (var signal in kind.Signals)
            {
                Assert.All(Lang.All, lang => Assert.False(string.IsNullOrWhiteSpace(signal.Name.In(lang))));
                Assert.True(Statements.Covers(signal.Code), signal.Code);
                foreach (var action in Enum.GetValues<WarningAction>())
                {
                    var text = Statements.Of(kind, signal.Code, action, kind.Signals[0].Code);
                    Assert.Empty(text.Check(hasExpiry: true));
                    Assert.DoesNotContain("{", string.Concat(text.Fill(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)), StringComparison.Ordinal);
                }
            }
        }

        Assert.Equal(22, WarningKinds.All.Sum(kind => kind.Signals.Count));
        Assert.Equal(8, WarningKinds.All.SelectMany(kind => kind.Signals).Count(signal => signal.NeedsTwo));
    }

    private static WarningStep Step(string code, DateTimeOffset? expires) => new()
    {
        Id = Guid.Empty,
        Chain = Guid.Empty,
        Kind = "WTCSGNL",
        Code = code,
        Action = WarningAction.Issue,
        IssuedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = expires,
        Contents = "[]",
        ProposedBy = "",
    };

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
