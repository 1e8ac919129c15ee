using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Bench.Permit;

/// <summary>The smallest e-service there is: four answers, free, signed by nobody, granted by the machine. What a submission of it costs is the pipeline's own.</summary>
internal sealed class BicyclePermit(Gate gate, Text text) : IEService
{
    internal const string Code = "bicycle-permit";

    private static readonly FormDefinition Current = new(Code, 1, "td", "BP", "bench.form",
    [
        new("bicycle", "bicycle",
        [
            new("make", QuestionKind.Text),
            new("colour", QuestionKind.Choice, Choices: ["red", "blue"]),
            new("bought", QuestionKind.Date),
            new("lights", QuestionKind.YesNo),
        ]),
    ], KeepYears: 1);

    internal static JsonObject Answers => new()
    {
        ["bicycle"] = new JsonObject { ["make"] = "Phoenix", ["colour"] = "blue", ["bought"] = "2024-02-29", ["lights"] = true },
    };

    public FormDefinition Form => Current;

    public Task<IReadOnlyList<RuleProblem>> CheckAsync(FilingContent content, CancellationToken ct) => Task.FromResult<IReadOnlyList<RuleProblem>>([]);

    public IReadOnlyList<Signatory> Signatories(JsonObject content) => [];

    public IReadOnlyList<FeeLine> Fees(JsonObject content, DateOnly on) => [];

    public Task ReserveAsync(Filing filing, Write write, CancellationToken ct) => Task.CompletedTask;

    public Task ReleaseAsync(Filing filing, Write write, CancellationToken ct) => Task.CompletedTask;

    public async Task<Decision> DecideAsync(Filing filing, CancellationToken ct)
    {
        await gate.Opened.WaitAsync(ct);
        return Decision.Approve;
    }

    public Task<Fulfilment> FulfilAsync(Filing filing, CancellationToken ct) =>
        Task.FromResult(new Fulfilment(_ => Task.CompletedTask, new JsonObject { ["permit"] = filing.Reference }));

    public IReadOnlyList<OutcomeLink> Outcome(Filing filing) => [new(text.All("bench.form.title"), "/filings")];
}

/// <summary>Holds every decision back, so that a submission can be measured apart from what follows it.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Opened => opened.Task;

    public void Open() => opened.TrySetResult();
}
