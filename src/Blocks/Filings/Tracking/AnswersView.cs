using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Tracking;

/// <param name="Links">To change each answer, while that is possible.</param>
internal sealed record AnswersView(Guid FilingId, IReadOnlyList<PrintedSection> Sections, IReadOnlyList<(FormPage Page, string Title)> Lists, IReadOnlyList<OutcomeLink> Papers, bool Links)
{
    public static AnswersView Of(Dossier dossier, Text text, bool links)
    {
        var wording = dossier.Wording(text);
        return new(
            dossier.Row.Id,
            new AnswerWords(dossier.Form, wording, text).Sections(dossier.Row.IsEditable ? dossier.Form.Computed(dossier.Content) : dossier.Content),
            [.. dossier.Form.PagesFor(dossier.Content).Where(page => page.Repeat is not null).Select(page => (page, wording.Page(page).ToString()))],
            dossier.Service.Papers(dossier.ToFiling()),
            links);
    }

    public string PathOf(PrintedSection section) => $"/filings/{FilingId}/{section.Page.Key}{(section.Entry is { } entry ? $"/{entry + 1}" : "")}";

    public string? ChangeLink(PrintedSection section, PrintedRow row) => Links && row.Asked.Question.Compute is null ? $"{SitePages.Address(PathOf(section))}?from=check#{row.Asked.Name}" : null;

    public string? FileLink(PrintedRow row) => row.Asked.Question.Kind == QuestionKind.File && row.Asked.Answer?["sha256"] is { } sha256
        ? SitePages.Address($"/filings/{FilingId}/files/{sha256}")
        : null;
}
