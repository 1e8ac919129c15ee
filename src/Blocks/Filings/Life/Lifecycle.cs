using System.Text;
using OneStop.Filings.Contracts;
using static OneStop.Filings.Contracts.FilingState;
using static OneStop.Filings.Life.FilingStep;

namespace OneStop.Filings.Life;

internal enum FilingStep
{
    AskSignatures,
    AskPayment,
    Submit,
    Review,
    Approve,
    Return,
    Refuse,
    Complete,
    Decline,
    Reopen,
    Withdraw,
    Expire,
}

internal sealed record Transition(FilingState From, FilingStep Step, FilingState To);

/// <summary>A filing's whole life; the README draws it from here.</summary>
internal static class Lifecycle
{
    public static readonly IReadOnlyList<Transition> Table =
    [
        new(Draft, AskSignatures, AwaitingSignatures),
        new(Draft, AskPayment, AwaitingPayment),
        new(Draft, Submit, Submitted),
        new(Draft, Withdraw, Withdrawn),
        new(Draft, Expire, Expired),
        new(AwaitingSignatures, AskPayment, AwaitingPayment),
        new(AwaitingSignatures, Submit, Submitted),
        new(AwaitingSignatures, Decline, Draft),
        new(AwaitingSignatures, Reopen, Draft),
        new(AwaitingSignatures, Withdraw, Withdrawn),
        new(AwaitingSignatures, Expire, Expired),
        new(AwaitingPayment, Submit, Submitted),
        new(AwaitingPayment, Reopen, Draft),
        new(AwaitingPayment, Withdraw, Withdrawn),
        new(AwaitingPayment, Expire, Expired),
        new(Submitted, Approve, Approved),
        new(Submitted, Review, UnderReview),
        new(Submitted, Refuse, Refused),
        new(UnderReview, Approve, Approved),
        new(UnderReview, Return, Returned),
        new(UnderReview, Refuse, Refused),
        new(UnderReview, Withdraw, Withdrawn),
        new(Returned, AskSignatures, AwaitingSignatures),
        new(Returned, AskPayment, AwaitingPayment),
        new(Returned, Submit, Submitted),
        new(Returned, Withdraw, Withdrawn),
        new(Returned, Expire, Expired),
        new(Approved, Complete, Completed),
        new(Approved, Refuse, Refused),
    ];

    private static readonly Dictionary<(FilingState, FilingStep), FilingState> ByStep = Table.ToDictionary(row => (row.From, row.Step), row => row.To);

    public static FilingState? Next(FilingState from, FilingStep step) => ByStep.TryGetValue((from, step), out var to) ? to : null;

    /// <summary>The one state a filer's own step leads to.</summary>
    public static FilingState After(FilingStep step) => Table.First(row => row.Step == step).To;

    /// <summary>Where the filer may change answers.</summary>
    public static bool IsEditable(FilingState state) => state is Draft or Returned;

    /// <summary>Where a step leaves the frozen states without completion: the service lets go what it reserved.</summary>
    public static bool ReleasesWhatIsHeld(FilingState from, FilingStep step) =>
        !IsEditable(from) && (step is Return or Refuse or Decline or Reopen or Withdraw or Expire);

    public static bool IsFinal(FilingState state) => !Table.Any(row => row.From == state);

    /// <summary>As a Mermaid state diagram.</summary>
    public static string Draw()
    {
        var drawing = new StringBuilder("stateDiagram-v2\n    [*] --> Draft\n");
        foreach (var row in Table)
        {
            drawing.Append("    ").Append(row.From).Append(" --> ").Append(row.To).Append(": ").Append(row.Step).Append('\n');
        }

        foreach (var state in Enum.GetValues<FilingState>().Where(IsFinal))
        {
            drawing.Append("    ").Append(state).Append(" --> [*]\n");
        }

        return drawing.ToString();
    }
}
