using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Definitions;

/// <summary>An e-service's file, read, checked and compiled: one version of it.</summary>
/// <param name="Texts">By their keys below <see cref="TextPrefix"/>.</param>
internal sealed record Definition(EServiceFile File, string Source, string Hash, FormDefinition Form, IReadOnlyDictionary<string, LocalizedText> Texts)
{
    public string Code => File.Eservice;

    public int Version => File.Version;

    public string TextPrefix => Form.TextPrefix;

    public Expression? About { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }

    public required IReadOnlyList<Signs> Signatories { get; init; }

    public required IReadOnlyList<Fee> Fees { get; init; }

    public Expression? Approve { get; init; }

    public RegisterEntry? Register { get; init; }

    public CertificateText? Certificate { get; init; }

    /// <summary>The values in the message's texts.</summary>
    public IReadOnlyList<Expression>? Message { get; init; }

    /// <summary>By page and question.</summary>
    public required IReadOnlyDictionary<(string Page, string Question), Prefill> Prefills { get; init; }

    /// <summary>The question that an expression names and does nothing else to; null where it does more.</summary>
    public (FormPage Page, Question Question)? QuestionOf(Expression expression) => expression.Source.Split('.') is [var pageKey, var key]
        && Form.Pages.FirstOrDefault(page => page.Key == pageKey && page.Repeat is null) is { } page
        && page.Questions.FirstOrDefault(question => question.Key == key) is { } question
            ? (page, question)
            : null;

    /// <param name="Waits">The required answers it rests on: while one is missing, that is said, and not what follows from it.</param>
    internal sealed record Check(FileCheck File, Expression? If, Expression Rule, string TextKey, IReadOnlyList<Wait> Waits);

    internal sealed record Wait(string Holder, string Question)
    {
        public bool IsMissing(IDictionary<string, object?> facts) => facts[Holder] is not IDictionary<string, object?> answers || !answers.ContainsKey(Question);
    }

    internal sealed record Signs(FileSignatory File, Expression? If, Expression Name, Expression Email);

    internal sealed record Fee(FileFee File, Expression? If, IReadOnlyList<Rate> Rates);

    internal sealed record Rate(FileRate File, Expression? Cents);

    internal sealed record RegisterEntry(string Name, Expression? Key, IReadOnlyDictionary<string, Expression> Fields);

    internal sealed record CertificateText(FileCertificate File, IReadOnlyList<Block> Body);

    internal sealed record Block(LocalizedText? Paragraph, IReadOnlyList<Expression> Values, IReadOnlyList<LocalizedText> Labels);

    internal sealed record Prefill(string? From, string? Register, Expression? Key, string? Field);
}
