using OneStop.Payments.Lifecycle;

namespace OneStop.Payments.Tests;

public sealed class StateTableTests
{
    [Fact]
    public void The_README_draws_the_tables_as_they_are()
    {
        var readme = File.ReadAllText(ReadmePath());

        Assert.Contains(States.Bill.Draw(), readme, StringComparison.Ordinal);
        Assert.Contains(States.Attempt.Draw(), readme, StringComparison.Ordinal);
        Assert.Contains(States.Refund.Draw(), readme, StringComparison.Ordinal);
    }

    [Fact]
    public void No_state_takes_the_same_event_two_ways_and_every_state_is_reached()
    {
        Check(States.Bill, BillState.Created);
        Check(States.Attempt, AttemptState.Opening);
        Check(States.Refund, RefundState.Requested);

        static void Check<TState, TEvent>(StateTable<TState, TEvent> table, TState first)
            where TState : struct, Enum
            where TEvent : struct, Enum
        {
            Assert.Equal(table.Edges.Count, table.Edges.Select(edge => (edge.From, edge.Event)).Distinct().Count());
            Assert.Equal(Enum.GetValues<TState>().Order(), table.Edges.Select(edge => edge.To).Append(first).Distinct().Order());
            Assert.Equal(Enum.GetValues<TEvent>().Order(), table.Edges.Select(edge => edge.Event).Distinct().Order());
        }
    }

    [Fact]
    public void What_is_not_in_the_table_and_corrections_without_evidence_are_refused()
    {
        Assert.Throws<ImpossibleTransitionException>(() => States.Bill.Take(BillState.Created, BillEvent.Captured, evidence: true));
        Assert.Throws<ImpossibleTransitionException>(() => States.Bill.Take(BillState.Succeeded, BillEvent.Reversed, evidence: false));
        Assert.Equal(BillState.Reversed, States.Bill.Take(BillState.Succeeded, BillEvent.Reversed, evidence: true).To);
    }

    private static string ReadmePath([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "README.md");
}
