using OneStop.Filings.Contracts;
using OneStop.Filings.Life;

namespace OneStop.Filings.Tests.Lives;

public sealed class LifecycleTests
{
    [Fact]
    public void The_README_draws_the_table()
    {
        using var reader = new StreamReader(typeof(LifecycleTests).Assembly.GetManifestResourceStream("README.md")!);

        Assert.Contains($"```mermaid\n{Lifecycle.Draw()}```", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_state_is_reached_and_every_step_is_taken_somewhere()
    {
        Assert.Equal(Enum.GetValues<FilingState>().Except([FilingState.Draft]).Order(), Lifecycle.Table.Select(row => row.To).Except([FilingState.Draft]).Distinct().Order());
        Assert.Equal(Enum.GetValues<FilingStep>(), Lifecycle.Table.Select(row => row.Step).Distinct().Order());
    }

    [Fact]
    public void Nothing_leaves_a_final_state()
    {
        Assert.Equal(
            [FilingState.Refused, FilingState.Completed, FilingState.Withdrawn, FilingState.Expired],
            Enum.GetValues<FilingState>().Where(Lifecycle.IsFinal));
    }
}
