using System.Text.Json.Nodes;
using OneStop.Companies.Changes;
using OneStop.Companies.Incorporation.Certificates;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Companies.Names;
using OneStop.Companies.Register;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Incorporation;

/// <summary>Incorporates a company and registers its business in one go: forms NNC1 (NNC1G) and IRBR1 (Cap. 622 Part 3, Cap. 310 s.5).</summary>
internal sealed class IncorporateCompany(
    NameCheck names, NameReservations reservations, CompanyNumbers numbers, RegisterCompany register, ProtectedParticulars particulars, OfficerAccounts officers,
    ICertificates certificates, IncorporationCertificates requests, Text text, TimeProvider time) : IEService
{
    private const string Prefix = IncorporationForm.TextPrefix;
    private const string Registrar = "registrar";

    public FormDefinition Form => IncorporationForm.Definition;

    public async Task<IReadOnlyList<RuleProblem>> CheckAsync(FilingContent content, CancellationToken ct)
    {
        var application = Application.Read(content.Draft);
        var today = HongKong.Today(time);
        var days = new RuleDays(today, today);
        return content.Page switch
        {
            null => [.. await names.CheckAsync(application.English, application.Chinese, content.FilingId, ct), .. IncorporationRules.OfWhole(application, days)],
            "name" => await names.CheckAsync(application.English, application.Chinese, content.FilingId, ct),
            var page => [.. IncorporationRules.OfPage(page, application, days)],
        };
    }

    public IReadOnlyList<Signatory> Signatories(JsonObject content) => Signers.Of(Application.Read(content), text);

    public IReadOnlyList<FeeLine> Fees(JsonObject content, DateOnly on)
    {
        var application = Application.Read(content);
        return
        [
            .. FeeSchedule.For(application.Kind ?? CompanyKind.Private, application.Business.Term ?? 1, on, application.GuaranteedMembers)
                .Select(row => new FeeLine(row.Code, text.All($"{Prefix}.fees.{row.Code}"), row.Cents, row.Refundable, row.Row)),
        ];
    }

    public async Task ReserveAsync(Filing filing, Write write, CancellationToken ct)
    {
        var application = Application.Read(filing.Content);
        var taken = await reservations.ReserveAsync(write, filing.Id, application.English, application.Chinese, ct);
        if (taken.Count > 0)
        {
            throw new FilingRefusedException(taken);
        }
    }

    public Task ReleaseAsync(Filing filing, Write write, CancellationToken ct) => reservations.ReleaseAsync(write, filing.Id, ct);

    /// <summary>At once where the company is private with shares, its name is free and needs no approval, and the form is clean; all else goes to the registrar.</summary>
    public async Task<Decision> DecideAsync(Filing filing, CancellationToken ct)
    {
        var application = Application.Read(filing.Content);
        var days = new RuleDays(HongKong.Today(time), HongKong.DayOf(filing.CreatedAt));
        IReadOnlyList<RuleProblem> problems =
            [.. await names.CheckAsync(application.English, application.Chinese, filing.Id, ct), .. IncorporationRules.OfWhole(application, days)];
        var approvals = names.NeedsApproval(application.English, application.Chinese);
        IReadOnlyList<LocalizedText> reasons =
        [
            .. application.Kind == CompanyKind.Private ? [] : new[] { text.All($"{Prefix}.review.kind", text.All($"{Prefix}.kind.kind.{(application.Kind == CompanyKind.Public ? "public" : "guarantee")}")) },
            .. approvals,
            .. problems.Select(problem => text.All(problem.TextKey, [.. problem.Args])),
        ];
        return reasons.Count == 0 ? Decision.Approve : Decision.Review(Registrar, reasons, ReviewReasons.On(days.Today)) with { FourEyes = approvals.Count > 0 };
    }

    public async Task<Fulfilment> FulfilAsync(Filing filing, CancellationToken ct)
    {
        var application = Application.Read(filing.Content);
        var (number, brn) = await numbers.ForFilingAsync(filing.Id, ct);
        var on = HongKong.Today(time);
        var company = RegisterEntries.Company(application, number, brn, on);
        var business = RegisterEntries.Business(application, number, brn, on);
        var incorporation = await certificates.PrepareAsync(requests.Incorporation(company, filing.Id), ct);
        var registration = await certificates.PrepareAsync(requests.BusinessRegistration(company, business, application.Business.Name, filing.Id), ct);

        return new Fulfilment(
            async write =>
            {
                await register.ApplyAsync(write, company, business, $"filing/{filing.Id}", ct);
                await particulars.SealAsync(write, number, filing.Id, application.Officers, ct);
                var sealing = write.Get<ICertificates>();
                await sealing.RecordAsync(incorporation, ct);
                await sealing.RecordAsync(registration, ct);
                await officers.LinkAsync(write, number, application.Officers, ct);
                FiledForm.Add(write, new FiledForm
                {
                    FilingId = filing.Id,
                    CompanyNumber = number,
                    Form = FormEditions.NumberOn(company.Kind, on),
                    FiledOn = on,
                    Entry = 1,
                    Serial = incorporation.Request.Serial,
                });
            },
            Outcomes.Result(company, incorporation.Request.Serial, registration.Request.Serial, FormEditions.On(company.Kind, HongKong.DayOf(filing.CreatedAt))));
    }

    public string? About(JsonObject content) => Application.Read(content).Name is { Length: > 0 } name ? name : null;

    public IReadOnlyList<OutcomeLink> Papers(Filing filing) => [new(text.All($"{Prefix}.filed-articles.link"), $"/companies/articles/of/{filing.Id}")];

    public IReadOnlyList<OutcomeLink> Outcome(Filing filing) => Outcomes.Links(filing.Result, certificates, text);
}
