using Microsoft.EntityFrameworkCore;

namespace OneStop.Observatory.Warnings;

/// <summary>A step of a warning before it is public: what a forecaster writes, and for the highest signals a second one releases.</summary>
internal sealed class WarningProposal
{
    /// <summary>Given by the client where a program proposes, so that the same request twice is one proposal.</summary>
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Code { get; init; }

    public required WarningAction Action { get; init; }

    /// <summary>The step in force when this was last written; null: none. Where another has followed meanwhile, somebody looks again.</summary>
    public Guid? Follows { get; private set; }

    /// <summary>The time of issue that its owner gives it; null: the minute of the release.</summary>
    public DateTimeOffset? IssueAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public string English { get; private set; } = "";

    public string Traditional { get; private set; } = "";

    public string Simplified { get; private set; } = "";

    /// <summary>The simplified text was made from the traditional one by machine.</summary>
    public bool IsConverted { get; private set; }

    public ProposalState State { get; private set; }

    /// <summary>Who wrote what stands here: whoever wrote last is the one who may not be the second.</summary>
    public required Guid WrittenBy { get; set; }

    public required DateTimeOffset WrittenAt { get; set; }

    /// <summary>Who released, sent back or withdrew it.</summary>
    public Guid? EndedBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it was sent back.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The step it became.</summary>
    public Guid? StepId { get; private set; }

    /// <summary>The hash of the request that made it, where a program did.</summary>
    public string? Request { get; init; }

    public int Version { get; private set; }

    internal ProposedText Text => new(English, Traditional, Simplified, IsConverted);

    internal void Write(ProposalInput input, Guid? follows, Guid forecaster, DateTimeOffset now)
    {
        Go(ProposalAct.Write);
        Fill(input, follows);
        (WrittenBy, WrittenAt) = (forecaster, now);
    }

    internal WarningProposal Fill(ProposalInput input, Guid? follows)
    {
        (IssueAt, ExpiresAt, Follows) = (input.IssueAt, input.ExpiresAt, follows);
        (English, Traditional, Simplified, IsConverted) = (input.Text.English, input.Text.Traditional, input.Text.Simplified, input.Text.IsConverted);
        return this;
    }

    internal void Submit() => Go(ProposalAct.Submit);

    internal void Release(Guid step, Guid forecaster, DateTimeOffset now)
    {
        Go(ProposalAct.Release);
        (StepId, EndedBy, EndedAt) = (step, forecaster, now);
    }

    internal void SendBack(string words)
    {
        Go(ProposalAct.SendBack);
        Words = words;
    }

    internal void Withdraw(Guid forecaster, DateTimeOffset now)
    {
        Go(ProposalAct.Withdraw);
        (EndedBy, EndedAt) = (forecaster, now);
    }

    internal bool Can(ProposalAct act) => Proposals.After(State, act) is not null;

    internal static void Map(ModelBuilder model) => model.Entity<WarningProposal>(e =>
    {
        e.ToTable("Proposals").HasKey(proposal => proposal.Id);
        e.Property(proposal => proposal.Id).ValueGeneratedNever();
        e.Ignore(proposal => proposal.Text);
        e.HasIndex(proposal => proposal.State);
    });

    private void Go(ProposalAct act) =>
        State = Proposals.After(State, act) ?? throw new InvalidOperationException($"A proposal that is {State} does not take {act}.");
}

/// <param name="IssueAt">Null: the minute of the release.</param>
internal sealed record ProposalInput(DateTimeOffset? IssueAt, DateTimeOffset? ExpiresAt, ProposedText Text);
