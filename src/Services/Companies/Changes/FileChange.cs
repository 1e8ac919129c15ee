using System.Text.Json.Nodes;
using OneStop.Cases.Contracts;
using OneStop.Companies.Incorporation.Form;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Changes;

/// <summary>Any form of change as an e-service.</summary>
internal sealed class FileChange(
    ChangeForm form, CheckChange check, FiledDocuments documents, RegisterChange register, ICertificates certificates, Text text, TimeProvider time) : IEService
{
    private const string Registrar = "registrar";

    public FormDefinition Form => form.Definition;

    public async Task<IReadOnlyList<RuleProblem>> CheckAsync(FilingContent content, CancellationToken ct) =>
        (await check.RunAsync(form, content.Draft, content.FilerId, isDraft: true, ct)).Problems;

    public IReadOnlyList<Signatory> Signatories(JsonObject content) =>
    [
        .. form.Appointed(content).Where(party => party.Email is not null).Select(party => new Signatory(
            party.Path, party.IsPerson ? party.Name : party.Representative ?? party.Name, party.Email!,
            [text.All($"companies.role.{Incorporation.RegisterEntries.RoleOf(party)}")])),
    ];

    public IReadOnlyList<FeeLine> Fees(JsonObject content, DateOnly on) =>
        [.. form.Fees(content, on).Select(fee => new FeeLine("cr.annual-return", text.All($"{ChangeForm.Prefix}.fee"), fee.Cents, Refundable: false, fee.Row))];

    public Task ReserveAsync(Filing filing, Write write, CancellationToken ct) => Task.CompletedTask;

    public Task ReleaseAsync(Filing filing, Write write, CancellationToken ct) => Task.CompletedTask;

    /// <summary>At once where every check passes; a removal, and whatever the register has overtaken, goes to the registrar.</summary>
    public async Task<Decision> DecideAsync(Filing filing, CancellationToken ct)
    {
        var made = await check.RunAsync(form, filing.Content, filing.FilerId, isDraft: false, ct);
        IReadOnlyList<LocalizedText> reasons =
            [.. made.Problems.Select(problem => text.All(problem.TextKey, [.. problem.Args])), .. (made.Effect?.ForRegistrar ?? []).Select(key => text.All(key))];
        return reasons.Count == 0 ? Decision.Approve : Decision.Review(Registrar, reasons, Choices(HongKong.Today(time)));
    }

    public async Task<Fulfilment> FulfilAsync(Filing filing, CancellationToken ct)
    {
        var made = await check.RunAsync(form, filing.Content, filing.FilerId, isDraft: false, ct);
        if (made is not { Entry: { } entry, Company: { } company, Effect: { IsSound: true } effect })
        {
            throw new FilingRefusedException(made.Problems);
        }

        var document = await certificates.PrepareAsync(documents.Of(form, filing, company, effect, HongKong.Today(time)), ct);
        return new Fulfilment(
            async write =>
            {
                await register.ApplyAsync(write, form, filing, entry, document.Request.Serial, ct);
                await write.Get<ICertificates>().RecordAsync(document, ct);
            },
            new JsonObject { ["companyNumber"] = company.Number, ["form"] = form.Number, ["document"] = document.Request.Serial });
    }

    public string? About(JsonObject content) => Answers.Text(Answers.Of(content, "company", "number"));

    public IReadOnlyList<OutcomeLink> Papers(Filing filing) => [new(text.All($"{ChangeForm.Prefix}.compare.link"), $"/companies/changes/{filing.Id}")];

    public IReadOnlyList<OutcomeLink> Outcome(Filing filing) =>
        Answers.Text(filing.Result?["companyNumber"]) is { } number && Answers.Text(filing.Result?["document"]) is { } serial
            ?
            [
                new(text.All($"{ChangeForm.Prefix}.outcome.company", number), $"/companies/{number}"),
                new(text.All($"{ChangeForm.Prefix}.outcome.document"), certificates.Paths(serial).Download),
                new(text.All($"{ChangeForm.Prefix}.outcome.verify"), certificates.Paths(serial).Verify),
            ]
            : [];

    private static IReadOnlyList<ReasonChoice> Choices(DateOnly day) =>
        [.. Reasons.Where(row => row.IsInForce(day)).Select(row => new ReasonChoice(row.Code, new LocalizedText(row.En, row.ZhHant, row.ZhHans)))];

    private static readonly IReadOnlyList<Row> Reasons = DatedFile.Read<Row>("change-review-reasons.json");

    private sealed record Row(string Code, DateOnly From, DateOnly? To, string En, string ZhHant, string ZhHans) : IDated;
}
