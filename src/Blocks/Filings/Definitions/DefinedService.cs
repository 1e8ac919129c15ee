using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Documents.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Notifications.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Registers.Contracts;

namespace OneStop.Filings.Definitions;

/// <summary>An e-service whose rules stand in a file: one version of it, in one scope.</summary>
internal sealed class DefinedService(Definition definition, IServiceProvider scope) : IEService
{
    private const int LongestKey = 100;

    private readonly Text text = scope.GetRequiredService<Text>();

    public FormDefinition Form => definition.Form;

    private DateOnly Today => HongKong.Today(scope.GetRequiredService<TimeProvider>());

    public Task<IReadOnlyList<RuleProblem>> CheckAsync(FilingContent content, CancellationToken ct)
    {
        var facts = Facts.Of(Form, content.Draft, Today);
        var problems = definition.Checks.SelectMany(check => Broken(check, facts)).ToList();
        if (content.Page is null && problems.Count == 0 && !FeesWork(facts))
        {
            problems.Add(new RuleProblem("", "fee.unknown", "filings.problem.fee-unknown"));
        }

        return Task.FromResult<IReadOnlyList<RuleProblem>>(problems);
    }

    public IReadOnlyList<Signatory> Signatories(JsonObject content)
    {
        var facts = Facts.Of(Form, content, Today);
        var signatories = new List<Signatory>();
        foreach (var (i, signs) in definition.Signatories.Index())
        {
            IReadOnlyList<LocalizedText> capacity = [text.All($"{Form.TextPrefix}.signatories.{i}")];
            var entries = facts[signs.File.At] as object[];
            foreach (var (path, seen) in entries is null
                ? [(signs.File.At, facts)]
                : entries.Select((entry, index) => (string.Create(CultureInfo.InvariantCulture, $"{signs.File.At}/{index}"), facts.With(entry))))
            {
                if (signs.If?.IsTrue(seen) != false && signs.Name.Text(seen) is { Length: > 0 } name && signs.Email.Text(seen) is { Length: > 0 } email)
                {
                    signatories.Add(new Signatory(path, name, email, capacity));
                }
            }
        }

        return signatories;
    }

    public IReadOnlyList<FeeLine> Fees(JsonObject content, DateOnly on)
    {
        var facts = Facts.Of(Form, content, on);
        return [.. definition.Fees.Where(fee => fee.If?.IsTrue(facts) != false && fee.Rates.Any(rate => rate.File.IsInForce(on))).Select(fee =>
        {
            var rate = fee.Rates.Last(row => row.File.IsInForce(on));
            return new FeeLine($"{definition.Code}.{fee.File.Key}", text.All($"{Form.TextPrefix}.fees.{fee.File.Key}"), CentsOf(rate, facts), fee.File.Refundable, rate.File.Row);
        }).Where(line => line.Cents > 0)];
    }

    public Task ReserveAsync(Filing filing, Write write, CancellationToken ct) => Task.CompletedTask;

    public Task ReleaseAsync(Filing filing, Write write, CancellationToken ct) => Task.CompletedTask;

    public Task<Decision> DecideAsync(Filing filing, CancellationToken ct)
    {
        var officers = definition.File.Decision.Officers;
        return Task.FromResult(officers is null || definition.Approve?.IsTrue(Facts.Of(Form, filing.Content, Today, filing.Reference)) == true
            ? Decision.Approve
            : Decision.Review(officers.Role, [officers.Why.Words], [.. officers.Reasons.Select(reason => new ReasonChoice(reason.Key, reason.Text.Words))]) with
            {
                FourEyes = officers.FourEyes,
                WorkingDays = officers.WorkingDays,
            });
    }

    public async Task<Fulfilment> FulfilAsync(Filing filing, CancellationToken ct)
    {
        var facts = Facts.Of(Form, filing.Content, Today, filing.Reference);
        var entry = EntryOf(filing, facts);
        var certificate = definition.Certificate is { } wanted
            ? await scope.GetRequiredService<ICertificates>().PrepareAsync(CertificateOf(wanted, filing, facts), ct)
            : null;
        var message = definition.Message is { } words && await scope.GetRequiredService<IPeople>().FindAsync(filing.FilerId, ct) is { } filer
            ? MessageTo(filer, words, filing, facts)
            : null;
        return new Fulfilment(
            async write =>
            {
                if (entry is not null)
                {
                    await write.Get<IRegisters>().AppendAsync(entry, ct);
                }

                if (certificate is not null)
                {
                    await write.Get<ICertificates>().RecordAsync(certificate, ct);
                }

                if (message is not null)
                {
                    await write.Get<INotifications>().SendAsync(message, ct);
                }
            },
            new JsonObject
            {
                ["register"] = entry?.Register,
                ["key"] = entry?.Key,
                ["certificate"] = certificate?.Request.Serial,
            });
    }

    public Task<JsonObject> SuggestAsync(FilingContent content, Guid filerId, CancellationToken ct) =>
        definition.Prefills.Keys.Any(prefill => prefill.Page == content.Page)
            ? scope.GetRequiredService<SuggestAnswers>().ForAsync(definition, content, filerId, Today, ct)
            : Task.FromResult(new JsonObject());

    public string? About(JsonObject content) => definition.About?.Text(Facts.Of(Form, content, Today)) is { Length: > 0 } about ? about : null;

    public IReadOnlyList<OutcomeLink> Outcome(Filing filing)
    {
        var links = new List<OutcomeLink>();
        if (filing.Result?["register"]?.GetValue<string>() is { } register && filing.Result["key"]?.GetValue<string>() is { } key)
        {
            links.Add(new(text.All("filings.outcome.register", key), $"/registers/{register}/{Uri.EscapeDataString(key)}"));
        }

        if (filing.Result?["certificate"]?.GetValue<string>() is { } serial)
        {
            var paths = scope.GetRequiredService<ICertificates>().Paths(serial);
            links.Add(new(text.All("filings.outcome.certificate"), paths.Download));
            links.Add(new(text.All("filings.outcome.verify"), paths.Verify));
        }

        return links;
    }

    private static IEnumerable<RuleProblem> Broken(Definition.Check check, Dictionary<string, object?> facts)
    {
        var path = check.File.At.Replace('.', '/');
        if (check.File.Each is not { } each)
        {
            return IsBroken(check, facts) ? [ProblemOf(check, path)] : [];
        }

        var question = check.File.At.Split('.') is [_, var key] ? $"/{key}" : "";
        return (facts[each] as object[] ?? []).Select((entry, index) => (entry, index)).Where(one => IsBroken(check, facts.With(one.entry)))
            .Select(one => ProblemOf(check, string.Create(CultureInfo.InvariantCulture, $"{each}/{one.index}{question}")));
    }

    private static bool IsBroken(Definition.Check check, IDictionary<string, object?> facts) =>
        check.Waits.All(wait => !wait.IsMissing(facts)) && check.If?.IsTrue(facts) != false && check.Rule.TryEvaluate(facts, out var holds) && holds is false;

    private static RuleProblem ProblemOf(Definition.Check check, string path) => new(path, check.File.Code, check.TextKey, check.File.Law);

    private bool FeesWork(Dictionary<string, object?> facts) => definition.Fees.Where(fee => fee.If?.IsTrue(facts) != false)
        .All(fee => fee.Rates.LastOrDefault(rate => rate.File.IsInForce(Today)) is not { Cents: { } cents } || (cents.TryEvaluate(facts, out var value) && Facts.Answer(QuestionKind.Money, value) is { } amount && amount.GetValue<long>() >= 0));

    private static long CentsOf(Definition.Rate rate, Dictionary<string, object?> facts) => rate.File.Dollars is { } dollars
        ? (long)(dollars * 100)
        : Facts.Answer(QuestionKind.Money, rate.Cents!.Evaluate(facts))?.GetValue<long>() ?? throw new InvalidOperationException($"{rate.Cents!.Source} gives no amount.");

    private NewEntry? EntryOf(Filing filing, Dictionary<string, object?> facts)
    {
        if (definition.Register is not { } register)
        {
            return null;
        }

        var key = (register.Key?.Text(facts) ?? "").Replace('/', '-').Trim();
        return new NewEntry(
            register.Name, key.Length is > 0 and <= LongestKey ? key : filing.Reference, Today, $"filing/{filing.Id}",
            new JsonObject(register.Fields.Select(field => KeyValuePair.Create(field.Key, field.Value.TryEvaluate(facts, out var value) ? NodeOf(value) : null)).Where(field => field.Value is not null)));
    }

    private static JsonNode? NodeOf(object? value) => value switch
    {
        string word => word,
        long number => number,
        bool yes => yes,
        DateTimeOffset => Expression.TextOf(value),
        double number => number,
        object[] items => new JsonArray([.. items.Select(NodeOf)]),
        _ => null,
    };

    private CertificateRequest CertificateOf(Definition.CertificateText certificate, Filing filing, Dictionary<string, object?> facts)
    {
        var shown = new ShownValues(definition, text);
        return new CertificateRequest(
            DefinedCertificateSubject.KindOfAll, filing.Reference, filing.Reference, certificate.File.Title.Words,
            scope.GetRequiredService<Catalogue.Contracts.ICatalogue>().Department(Form.Department).Name, Today,
            [.. certificate.Body.Select(BlockOf)], certificate.File.SignatoryTitle.Words, certificate.File.Signatory);

        CertificateBlock BlockOf(Definition.Block block)
        {
            var values = block.Values.Select(value => shown.Of(value, filing.Content, facts)).ToList();
            return block switch
            {
                { Paragraph: { } paragraph } => new Paragraph(Filled(paragraph, values)),
                { Labels.Count: > 0 } => new Documents.Contracts.Facts([.. block.Labels.Zip(values).Select(row => (row.First, Both(row.Second)))]),
                _ => new Emphasis(Both(values[0])),
            };
        }
    }

    private static LocalizedText Filled(LocalizedText format, IReadOnlyList<LocalizedText> values)
    {
        return new(In(Lang.English), In(Lang.Traditional), In(Lang.Simplified));

        string In(Lang lang) => string.Format(lang.Culture, format.In(lang), [.. values.Select(value => value.In(lang))]);
    }

    private static string Both(LocalizedText value) => value.En == value.ZhHant ? value.En : $"{value.En} {value.ZhHant}";

    private Message MessageTo(Person filer, IReadOnlyList<Expression> words, Filing filing, Dictionary<string, object?> facts)
    {
        var shown = new ShownValues(definition, text);
        // One argument at least, so that the texts are formatted and their doubled braces become single.
        return new Message(
            filer.Recipient, $"{Form.TextPrefix}.message", [.. words.Select(word => shown.Of(word, filing.Content, facts)).DefaultIfEmpty(new("", "", ""))],
            $"/filings/{filing.Id}", $"filing/{filing.Id}/outcome");
    }
}
