using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Definitions;
using OneStop.Filings.Forms;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Life;

/// <summary>A filing with what is needed to work on it: its service, the form it is on, its answers in clear.</summary>
internal sealed record Dossier(StoredFiling Row, IEService Service, FormDefinition Form, JsonObject Content)
{
    /// <summary>Where somebody has looked them up already.</summary>
    public Person? Filer { get; init; }

    /// <summary>Its whole timeline, where that has just been written.</summary>
    public IReadOnlyList<TimelineRow>? Steps { get; init; }

    public OfficerReasons? Reasons => Row.Reasons is { } json ? JsonSerializer.Deserialize<OfficerReasons>(json, JsonSerializerOptions.Web) : null;

    /// <summary>What it is about, then what kind of filing it is.</summary>
    public LocalizedText Title(Text text) => Service.About(Content) is { } about ? text.All("filings.about", about, Wording(text).Title) : Wording(text).Title;

    public Wording Wording(Text text) => new(Form, text);

    public Filing ToFiling() => new(
        Row.Id, Row.Reference ?? "", Row.Service, Row.FormVersion, Row.State, Row.FilerId, Content, Row.ContentHash,
        Row.Result is { } result ? JsonNode.Parse(result)!.AsObject() : null, Row.CreatedAt, Row.SubmittedAt, Row.PaymentId);

    public void Keep(JsonObject content, FieldCipher cipher) => (Row.Content, Row.Sealed) = SealedAnswers.Close(Form, content, cipher);
}

/// <param name="Choices">What the officer may choose from, as the service gave them with the case.</param>
/// <param name="Codes">What the officer chose; empty before.</param>
internal sealed record OfficerReasons(IReadOnlyList<ReasonChoice> Choices, IReadOnlyList<string> Codes, string Note)
{
    public IEnumerable<LocalizedText> Chosen => Codes.Select(code => Choices.FirstOrDefault(choice => choice.Code == code)?.Text ?? new LocalizedText(code, code, code));

    /// <summary>The chosen reasons and the officer's own words, one to a line.</summary>
    public LocalizedText InWords()
    {
        return new(In(Lang.English), In(Lang.Traditional), In(Lang.Simplified));

        string In(Lang lang) => string.Join("\n", Chosen.Select(reason => reason.In(lang)).Append(Note).Where(line => line.Length > 0));
    }
}

/// <summary>Opens filings; inside a write, for changing.</summary>
internal sealed class Dossiers(FilingsDb db, EServices services, FieldCipher cipher)
{
    private static readonly HotQuery<FilingsDb, Guid, Guid, StoredFiling?> Own =
        new((db, id, filerId) => db.Filings.AsNoTracking().SingleOrDefault(filing => filing.Id == id && filing.FilerId == filerId));

    public async Task<Dossier?> FindAsync(Guid id, CancellationToken ct) => Open(await db.Filings.SingleOrDefaultAsync(filing => filing.Id == id, ct));

    /// <summary>The filer's own; somebody else's is not there for them.</summary>
    public async Task<Dossier?> FindOwnAsync(Guid id, Guid filerId, CancellationToken ct) =>
        Open(await db.Filings.SingleOrDefaultAsync(filing => filing.Id == id && filing.FilerId == filerId, ct));

    /// <summary>The filer's own, to look at or to <see cref="Continue"/>.</summary>
    public async Task<Dossier?> SeeOwnAsync(Guid id, Guid filerId) => Open(await Own.RunAsync(db, id, filerId));

    /// <summary>Inside a write: what was seen before it, provided that nobody has changed it since.</summary>
    public Dossier Continue(Dossier seen) => seen with { Row = db.Continue(seen.Row) };

    public Dossier? Open(StoredFiling? row) => row is not null && services.Find(row.Service, row.FormVersion) is { } service
        ? new Dossier(row, service, EServices.FormOf(service, row.FormVersion), SealedAnswers.Open(row.Content, row.Sealed, cipher))
        : null;
}

/// <summary>The e-services that are put online, in C# and by file.</summary>
internal sealed class EServices(IEnumerable<IEService> all, Definitions.Definitions defined, IServiceProvider scope)
{
    public IEService? Find(string code) => defined.Find(code) is { } definition ? new DefinedService(definition, scope) : Coded(code);

    /// <summary>For what rests on a version: a filing, a draft.</summary>
    public IEService? Find(string code, int version) => (defined.Find(code, version) ?? defined.Find(code)) is { } definition ? new DefinedService(definition, scope) : Coded(code);

    public static FormDefinition FormOf(IEService service, int version) =>
        service.EarlierForms.FirstOrDefault(form => form.Version == version) ?? service.Form;

    private IEService? Coded(string code) => all.FirstOrDefault(service => service.Form.Code == code);
}
