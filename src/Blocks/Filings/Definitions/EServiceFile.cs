using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Definitions;

/// <summary>An e-service's file as it is written; what each part means is said in eservice.schema.json.</summary>
internal sealed record EServiceFile(
    string Eservice, int Version, string Department, string Prefix, int KeepYears, FileText Title, FileText Summary, FileText Declaration,
    IReadOnlyList<FileSection> Sections, FileDecision Decision)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public IReadOnlyList<string> Audience { get; init; } = [];

    public IReadOnlyList<string> LifeEvents { get; init; } = [];

    public int DraftDays { get; init; } = 90;

    public FileText? Who { get; init; }

    public FileText? Cost { get; init; }

    public FileText? Needed { get; init; }

    public FileText? Time { get; init; }

    public FileText? Keywords { get; init; }

    public JsonNode? About { get; init; }

    public IReadOnlyList<FileCheck> Checks { get; init; } = [];

    public IReadOnlyList<FileSignatory> Signatories { get; init; } = [];

    public IReadOnlyList<FileFee> Fees { get; init; } = [];

    public IReadOnlyList<FileRegister> Registers { get; init; } = [];

    public FileOutcome Outcome { get; init; } = new(null, null, null);
}

internal sealed record FileText(string En, [property: JsonPropertyName("zh-Hant")] string ZhHant, [property: JsonPropertyName("zh-Hans")] string ZhHans)
{
    public LocalizedText Words => new(En, ZhHant, ZhHans);
}

internal sealed record FileSection(string Key, FileText Title, IReadOnlyList<FilePage> Pages);

internal sealed record FilePage(string Key, FileText Title, FileText? Hint, JsonNode? If, FileRepeat? Repeat, IReadOnlyList<FileQuestion> Questions);

internal sealed record FileRepeat(int Min, int Max, IReadOnlyList<string> Summary, FileText Entry);

internal sealed record FileQuestion(string Key, string Type, FileText Label)
{
    public FileText? Hint { get; init; }

    public bool Required { get; init; } = true;

    public JsonNode? If { get; init; }

    public int? MaxLength { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public IReadOnlyList<FileChoice>? Choices { get; init; }

    public bool? Sealed { get; init; }

    public string? Autocomplete { get; init; }

    public JsonNode? Compute { get; init; }

    public JsonNode? Prefill { get; init; }
}

internal sealed record FileChoice(string Key, FileText Label, FileText? Hint);

internal sealed record FileCheck(string Code, JsonNode? If, string? Each, JsonNode Rule, string At, string? Law, FileText Text);

internal sealed record FileSignatory(string At, JsonNode? If, JsonNode Name, JsonNode Email, FileText Capacity);

internal sealed record FileFee(string Key, FileText Label, bool Refundable, JsonNode? If, IReadOnlyList<FileRate> Rates);

internal sealed record FileRate(DateOnly From, DateOnly? To, string Row, decimal? Dollars, JsonNode? Cents) : IDated;

internal sealed record FileDecision(JsonNode? Approve, FileOfficers? Officers);

internal sealed record FileOfficers(string Role, FileText Why, int? WorkingDays, bool FourEyes, IReadOnlyList<FileReason> Reasons);

internal sealed record FileReason(string Key, FileText Text);

internal sealed record FileRegister(string Name, FileText Title, FileText Summary, IReadOnlyList<FileField> Fields);

internal sealed record FileField(string Key, FileText Label);

internal sealed record FileOutcome(FileEntry? Register, FileCertificate? Certificate, FileMessage? Message);

internal sealed record FileEntry(string Name, JsonNode? Key, IReadOnlyDictionary<string, JsonNode> Fields);

internal sealed record FileCertificate(FileText Title, IReadOnlyList<FileBlock> Body, string Signatory, FileText SignatoryTitle);

internal sealed record FileBlock(FileText? Paragraph, JsonNode? Emphasis, IReadOnlyList<FileFact>? Facts);

internal sealed record FileFact(FileText Label, JsonNode Value);

internal sealed record FileMessage(FileText Subject, FileText Body);
