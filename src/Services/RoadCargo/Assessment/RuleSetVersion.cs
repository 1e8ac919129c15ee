using Microsoft.EntityFrameworkCore;

namespace OneStop.RoadCargo.Assessment;

internal enum RuleSetState
{
    /// <summary>Waits for a second officer.</summary>
    Proposed,

    /// <summary>In force: one at a time.</summary>
    Active,

    /// <summary>Another one came into force.</summary>
    Superseded,

    /// <summary>By the second officer.</summary>
    Refused,

    /// <summary>By whoever proposed it.</summary>
    Withdrawn,
}

internal enum RuleSetAct
{
    Approve,
    Refuse,
    Withdraw,
    Supersede,
}

internal sealed record RuleSetTransition(RuleSetState From, RuleSetAct Act, RuleSetState To);

/// <summary>The life of a rule set; README.md draws this table.</summary>
internal static class RuleSetLife
{
    internal static readonly IReadOnlyList<RuleSetTransition> Table =
    [
        new(RuleSetState.Proposed, RuleSetAct.Approve, RuleSetState.Active),
        new(RuleSetState.Proposed, RuleSetAct.Refuse, RuleSetState.Refused),
        new(RuleSetState.Proposed, RuleSetAct.Withdraw, RuleSetState.Withdrawn),
        new(RuleSetState.Active, RuleSetAct.Supersede, RuleSetState.Superseded),
    ];

    internal static RuleSetState? After(RuleSetState from, RuleSetAct act) => Table.FirstOrDefault(row => row.From == from && row.Act == act)?.To;
}

/// <summary>A rule set as it was proposed: its content never changes, a change is a new number.</summary>
internal sealed class RuleSetVersion
{
    /// <summary>From 1; 0 is what the program brings along.</summary>
    public required int Number { get; init; }

    /// <summary>The document of <see cref="RuleSetReader"/>.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 over the canonical content, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Why it is proposed.</summary>
    public required string Purpose { get; init; }

    public required Guid ProposedBy { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public RuleSetState State { get; private set; }

    /// <summary>Who approved, refused or withdrew it.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string Words { get; private set; } = "";

    public DateTimeOffset? EndedAt { get; private set; }

    public int Version { get; private set; }

    internal bool Can(RuleSetAct act) => RuleSetLife.After(State, act) is not null;

    internal void Decide(RuleSetAct act, Guid officer, DateTimeOffset now, string words = "")
    {
        Go(act);
        (DecidedBy, DecidedAt, Words) = (officer, now, words);
    }

    internal void Supersede(DateTimeOffset now)
    {
        Go(RuleSetAct.Supersede);
        EndedAt = now;
    }

    private void Go(RuleSetAct act) => State = RuleSetLife.After(State, act) ?? throw new InvalidOperationException($"A rule set that is {State} does not take {act}.");

    internal static void Map(ModelBuilder model)
    {
        model.Entity<RuleSetVersion>(e =>
        {
            e.ToTable("RuleSets").HasKey(set => set.Number);
            e.Property(set => set.Number).ValueGeneratedNever();
            e.HasIndex(set => set.State);
        });
        model.Entity<StoredAssessment>(e =>
        {
            e.ToTable("Assessments").HasKey(assessment => assessment.Id);
            e.Property(assessment => assessment.Id).ValueGeneratedNever();
            e.HasIndex(assessment => assessment.Ccrn);
            e.HasIndex(assessment => new { assessment.Day, assessment.Id });
        });
        model.Entity<TraderRecord>(e =>
        {
            e.ToTable("TraderRecords").HasKey(record => record.Trader);
            e.Property(record => record.Trader).ValueGeneratedNever();
        });
        model.Entity<Replay>(e =>
        {
            e.ToTable("Replays").HasKey(replay => replay.Id);
            e.Property(replay => replay.Id).ValueGeneratedNever();
            e.HasIndex(replay => replay.RuleSet);
        });
    }
}

/// <summary>One assessment of one edition of a consignment, with all it was made of.</summary>
internal sealed class StoredAssessment
{
    public required Guid Id { get; init; }

    public required long Ccrn { get; init; }

    public required int Edition { get; init; }

    public required Guid Bundle { get; init; }

    /// <summary>In Hong Kong.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int RuleSet { get; init; }

    public required Lane Lane { get; init; }

    public required int Score { get; init; }

    /// <summary>JSON of <see cref="Reason"/>s.</summary>
    public required string Reasons { get; init; }

    /// <summary>JSON of <see cref="CargoFacts"/>.</summary>
    public required string Facts { get; init; }
}

/// <summary>What a trader's consignments have come to.</summary>
internal sealed class TraderRecord
{
    public required Guid Trader { get; init; }

    public required DateOnly FirstOn { get; init; }

    public int Crossings { get; set; }

    public int Inspections { get; set; }

    public int Detentions { get; set; }
}

/// <summary>What a rule set would have stopped on a past day.</summary>
internal sealed class Replay
{
    public required Guid Id { get; init; }

    public required int RuleSet { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid By { get; init; }

    /// <summary>JSON of <see cref="Difference"/>.</summary>
    public required string Result { get; init; }
}
