using System.Text.Json.Nodes;
using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Traders;

namespace OneStop.RoadCargo.Consignments.Form;

/// <summary>The web form: a filing whose fulfilment is the consignment. Free, signed by nobody, decided at once.</summary>
internal sealed class LodgeRoadCargo(TraderOf traders, ProcessContext process, Text text, TimeProvider time) : IEService
{
    private const string Desk = "cargo";

    public FormDefinition Form => LodgeForm.Definition;

    public async Task<IReadOnlyList<RuleProblem>> CheckAsync(FilingContent content, CancellationToken ct)
    {
        List<RuleProblem> problems = [];
        if (content.Page is null or "trader" && process.Actor.Id is { } person && (await traders.FindAsync(person, LodgeForm.Trader(content.Draft), ct)).Problem is { } nobody)
        {
            problems.Add(nobody with { Path = LodgeForm.PathOf(nobody.Path) });
        }

        // What is missing the form says itself.
        problems.AddRange(from problem in ConsignmentRules.Check(LodgeForm.Read(content.Draft), HongKong.Today(time)).Problems
                          let path = LodgeForm.PathOf(problem.Path)
                          where !problem.Code.EndsWith(".missing", StringComparison.Ordinal) && (content.Page is null || path.StartsWith(content.Page + "/", StringComparison.Ordinal))
                          select problem with { Path = path });
        return problems;
    }

    public IReadOnlyList<Signatory> Signatories(JsonObject content) => [];

    public IReadOnlyList<FeeLine> Fees(JsonObject content, DateOnly on) => [];

    public Task ReserveAsync(Filing filing, Write write, CancellationToken ct) => Task.CompletedTask;

    public Task ReleaseAsync(Filing filing, Write write, CancellationToken ct) => Task.CompletedTask;

    /// <summary>At once, unless the filer lost the right to act, or the words that were right when filed are right no longer.</summary>
    public async Task<Decision> DecideAsync(Filing filing, CancellationToken ct)
    {
        var found = await traders.FindAsync(filing.FilerId, LodgeForm.Trader(filing.Content), ct);
        IReadOnlyList<RuleProblem> problems = [.. found.Problem is { } nobody ? [nobody] : Array.Empty<RuleProblem>(), .. Check(filing).Problems];
        return problems.Count == 0
            ? Decision.Approve
            : Decision.Review(Desk, [.. problems.Select(problem => text.All(problem.TextKey, [.. problem.Args]))], [new ReasonChoice("not-acceptable", text.All("roadcargo.lodge.refused"))]);
    }

    public async Task<Fulfilment> FulfilAsync(Filing filing, CancellationToken ct)
    {
        var trader = (await traders.FindAsync(filing.FilerId, LodgeForm.Trader(filing.Content), ct)).Trader
            ?? throw new InvalidOperationException($"Filing {filing.Id} was approved for nobody: its filer acts for no trader any more.");
        var content = Check(filing).Content ?? throw new InvalidOperationException($"Filing {filing.Id} was approved with a content that is no consignment.");
        var result = new JsonObject();
        return new Fulfilment(
            async write =>
            {
                var lodged = await write.Get<StoreLodgements>().RunAsync([new ValidLodgement(content, trader, filing.FilerId, Channel.Web, $"filing/{filing.Id}")], ct);
                result["ccrn"] = Ccrn.Format(lodged[0].Ccrn);
            },
            result);
    }

    public string? About(JsonObject content) => LodgeForm.Read(content).Articles is { } articles ? articles.Length > 80 ? articles[..80] : articles : null;

    public IReadOnlyList<OutcomeLink> Outcome(Filing filing) => filing.Result?["ccrn"]?.GetValue<string>() is { } ccrn
        ? [new(text.All("roadcargo.lodge.outcome", ccrn), $"/road-cargo/consignments/{ccrn}")]
        : [];

    private static CheckedConsignment Check(Filing filing)
    {
        var typed = LodgeForm.Read(filing.Content);
        // As on the day it was filed.
        return ConsignmentRules.Check(typed, HongKong.DayOf(filing.SubmittedAt ?? filing.CreatedAt));
    }
}
