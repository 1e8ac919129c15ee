using OneStop.Platform.Texts;

namespace OneStop.Cases.Contracts;

/// <summary>Work for officers: a queue for each department, and a decision with reasons.</summary>
public interface ICases
{
    /// <summary>Opens the case on a subject in the caller's write; asked again for a subject whose case is open, it answers that one.</summary>
    Task<Guid> OpenAsync(OpenCase open, CancellationToken ct = default);

    /// <summary>Closes the open case on a subject without a decision, because the subject went away (withdrawn).</summary>
    Task CloseAsync(string subjectKind, Guid subjectId, string reason, CancellationToken ct = default);
}

/// <param name="SubjectKind">Whose <see cref="ICaseSubject"/> describes it: <c>filing</c>.</param>
/// <param name="Reference">The number people know it by.</param>
/// <param name="Role">The officers' role that may decide: <c>registrar</c>.</param>
/// <param name="Reasons">Why a machine did not decide, in words for the officer.</param>
/// <param name="ReasonChoices">What the officer may choose from when returning or refusing, each with a code.</param>
/// <param name="FourEyes">An approval or a refusal takes a second officer's confirmation (overriding a machine's refusal of a name).</param>
public sealed record OpenCase(
    string SubjectKind, Guid SubjectId, string Reference, string Department, string Role, LocalizedText Title,
    IReadOnlyList<LocalizedText> Reasons, IReadOnlyList<ReasonChoice> ReasonChoices, bool FourEyes = false)
{
    /// <summary>Everybody whose dealing this is: each can read who looked, and none of them may handle the case as an officer.</summary>
    public IReadOnlyList<Guid> Parties { get; init; } = [];

    /// <summary>How soon the service means to decide; null for the desk's own target.</summary>
    public int? WorkingDays { get; init; }
}

public sealed record ReasonChoice(string Code, LocalizedText Text);

/// <summary>Shows officers what a case is about; the block that opens cases implements it.</summary>
public interface ICaseSubject
{
    string Kind { get; }

    Task<CaseSubject?> DescribeAsync(Guid subjectId, CancellationToken ct = default);
}

/// <param name="Sections">Headings with rows, as the filer gave them.</param>
/// <param name="Path">The subject's own page for officers, without the language; null for none.</param>
public sealed record CaseSubject(IReadOnlyList<CaseSection> Sections, string? Path);

public sealed record CaseSection(string Heading, IReadOnlyList<CaseRow> Rows);

/// <param name="Sealed">Shown only when the officer says why (identity numbers, home addresses); each showing is audited.</param>
public sealed record CaseRow(string Label, string Value, bool Sealed = false);
