using System.Text;
using OneStop.RoadCargo.Assessment;

namespace OneStop.RoadCargo.Tests.Assessment;

public sealed class RuleSetLifeTests
{
    [Fact]
    public void The_README_draws_the_table()
    {
        var drawing = new StringBuilder("    [*] --> Proposed\n");
        foreach (var row in RuleSetLife.Table)
        {
            drawing.Append(null, $"    {row.From} --> {row.To}: {row.Act}\n");
        }

        foreach (var end in Enum.GetValues<RuleSetState>().Where(state => RuleSetLife.Table.All(row => row.From != state)))
        {
            drawing.Append(null, $"    {end} --> [*]\n");
        }

        using var reader = new StreamReader(typeof(RuleSetLifeTests).Assembly.GetManifestResourceStream("Assessment.md")!);
        Assert.Contains(drawing.ToString(), reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_table_does_not_allow_is_not_done()
    {
        var set = new RuleSetVersion { Number = 1, Content = "{}", Hash = "", Purpose = "", ProposedBy = Guid.Empty, ProposedAt = default };
        set.Decide(RuleSetAct.Refuse, Guid.Empty, default, "No");

        Assert.Throws<InvalidOperationException>(() => set.Decide(RuleSetAct.Approve, Guid.Empty, default));
        Assert.Equal(RuleSetState.Refused, set.State);
    }
}
