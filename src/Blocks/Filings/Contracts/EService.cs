using System.Text.Json.Nodes;
using OneStop.Cases.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Contracts;

/// <summary>
/// One e-service: its form and what the department does with what is filed. From this the block gives the pages (one thing per page,
/// check your answers, save and return), the JSON API with its JSON Schema, signing, payment, decision, tracking, audit and figures.
/// Register with <c>services.AddEService&lt;T&gt;()</c>.
/// </summary>
public interface IEService
{
    /// <summary>The form; asked for often, so keep it.</summary>
    FormDefinition Form { get; }

    /// <summary>Forms of earlier versions, for drafts begun and filings made on them. Keep one as long as a filing on it is kept.</summary>
    IReadOnlyList<FormDefinition> EarlierForms => [];

    /// <summary>Rules beyond the questions' own (required, length, choice), on what stands so far. Paths are JSON pointers without the first slash.</summary>
    Task<IReadOnlyList<RuleProblem>> CheckAsync(FilingContent content, CancellationToken ct);

    /// <summary>Who must sign, in order of the page that shows them. Empty: the filer's submission is enough.</summary>
    IReadOnlyList<Signatory> Signatories(JsonObject content);

    /// <summary>What it costs on a day; empty for free.</summary>
    IReadOnlyList<FeeLine> Fees(JsonObject content, DateOnly on);

    /// <summary>In the write that freezes the content: keep what must be kept free (a name); throw <see cref="FilingRefusedException"/> where it is too late.</summary>
    Task ReserveAsync(Filing filing, Write write, CancellationToken ct);

    /// <summary>In the write that ends a filing without completion (returned to draft, refused, withdrawn, expired): let go what was kept.</summary>
    Task ReleaseAsync(Filing filing, Write write, CancellationToken ct);

    /// <summary>The machine's decision on a paid and signed filing: approve, or an officer's queue with reasons. It changes nothing.</summary>
    Task<Decision> DecideAsync(Filing filing, CancellationToken ct);

    /// <summary>
    /// Fulfils an approved filing. The slow part (a sealed PDF) runs here, outside any transaction; what it returns runs inside the one
    /// that completes the filing: register entries, certificates, messages. Both are safe to repeat. Either may throw
    /// <see cref="FilingRefusedException"/> where what came in between leaves nothing to fulfil: the filing is refused with these
    /// reasons, and everything paid goes back.
    /// </summary>
    Task<Fulfilment> FulfilAsync(Filing filing, CancellationToken ct);

    /// <summary>
    /// Answers to propose on a page that has none yet: from the account, from registers, from earlier filings. Shaped as the page's own
    /// object; the filer sees and keeps or changes them. It changes nothing.
    /// </summary>
    Task<JsonObject> SuggestAsync(FilingContent content, Guid filerId, CancellationToken ct) => Task.FromResult(new JsonObject());

    /// <summary>What a filing is about, to tell it from others of its kind in lists and queues: the proposed company's name. Null where nothing tells yet. Nothing sealed.</summary>
    string? About(JsonObject content) => null;

    /// <summary>
    /// Papers that belong to the filing without being answers (articles filled in from them): links for check-your-answers, for those who
    /// sign, and for officers. The pages they lead to see to it themselves who may read them.
    /// </summary>
    IReadOnlyList<OutcomeLink> Papers(Filing filing) => [];

    /// <summary>The words of an outcome shown on the tracking page when completed: links to certificates, register pages.</summary>
    IReadOnlyList<OutcomeLink> Outcome(Filing filing);
}

/// <param name="Draft">The answers so far.</param>
/// <param name="Page">The page just answered; null when the whole is checked (check your answers, submission, rehearsal).</param>
/// <param name="FilingId">The draft's own id, so that a name it holds itself is no collision.</param>
public sealed record FilingContent(JsonObject Draft, string? Page, Guid FilingId)
{
    /// <summary>Whose draft it is: who may file for whom is a rule like any other.</summary>
    public Guid FilerId { get; init; }
}

/// <param name="Apply">Runs in the completing write.</param>
/// <param name="Result">Facts the outcome needs later (a company number), kept with the filing.</param>
public sealed record Fulfilment(Func<Write, Task> Apply, JsonObject Result);

/// <summary>Somebody who must sign. A person is known by e-mail address and signs in their own account.</summary>
/// <param name="Path">Where in the content they stand: <c>directors/0</c>.</param>
/// <param name="Capacities">In what capacities they sign, in words: director, founder member.</param>
public sealed record Signatory(string Path, string Name, string Email, IReadOnlyList<LocalizedText> Capacities);

/// <param name="Reasons">For <see cref="DecisionKind.Review"/>: why an officer must look.</param>
public sealed record Decision(DecisionKind Kind, IReadOnlyList<LocalizedText> Reasons, IReadOnlyList<ReasonChoice> ReasonChoices, string? Role = null)
{
    /// <summary>The officers' approval or refusal takes a second officer's confirmation.</summary>
    public bool FourEyes { get; init; }

    /// <summary>How soon officers mean to decide; null for their desk's own target.</summary>
    public int? WorkingDays { get; init; }

    public static readonly Decision Approve = new(DecisionKind.Approve, [], []);

    public static Decision Review(string role, IReadOnlyList<LocalizedText> reasons, IReadOnlyList<ReasonChoice> choices) =>
        new(DecisionKind.Review, reasons, choices, role);
}

public enum DecisionKind
{
    Approve,
    Review,
}

public sealed record OutcomeLink(LocalizedText Text, string Path);

/// <summary>What was prepared outside the write no longer fits what the write finds (a paper that compares with the register): it is prepared anew.</summary>
public sealed class FulfilmentOvertakenException() : Exception("What the fulfilment was prepared on has changed meanwhile.");

/// <summary>The service can't take the filing now, for a reason its filer can act on; the draft stays as it was.</summary>
public sealed class FilingRefusedException(IReadOnlyList<RuleProblem> problems) : Exception(string.Join(", ", problems.Select(problem => problem.Code)))
{
    public IReadOnlyList<RuleProblem> Problems { get; } = problems;
}
