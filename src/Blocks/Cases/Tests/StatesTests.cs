using System.Runtime.CompilerServices;
using OneStop.Cases.Handling;

namespace OneStop.Cases.Tests;

public sealed class StatesTests
{
    [Fact]
    public void The_readme_draws_the_table_of_states()
    {
        var drawn = File.ReadAllLines(Path.Combine(Here(), "..", "README.md")).Where(line => line.Contains("-->", StringComparison.Ordinal)).Select(line => line.Trim());

        var expected = CaseStates.Table
            .Select(row => $"{row.From} --> {row.To}: {row.Act}{(row.Event is null ? "" : $" / {row.Event}")}")
            .Prepend("[*] --> Open: ICases.OpenAsync")
            .Append("Decided --> [*]")
            .Append("Closed --> [*]");
        Assert.Equal(expected, drawn);
    }

    [Fact]
    public void Every_state_can_be_reached_and_an_ended_case_stays_ended()
    {
        Assert.Equal(Enum.GetValues<CaseState>(), CaseStates.Table.Select(row => row.To).Distinct().Order());
        Assert.DoesNotContain(CaseStates.Table, row => row.From is CaseState.Decided or CaseState.Closed);
        Assert.Equal(CaseStates.Table.Count, CaseStates.Table.Select(row => (row.From, row.Act)).Distinct().Count());
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
