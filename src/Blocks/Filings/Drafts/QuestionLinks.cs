using System.Globalization;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Platform.Web;

namespace OneStop.Filings.Drafts;

/// <summary>From a problem to the field that mends it.</summary>
internal static class QuestionLinks
{
    public static string To(Dossier dossier, RuleProblem problem)
    {
        var steps = problem.Path.Split('/');
        if (dossier.Form.PageFor(dossier.Content, steps[0]) is not { } page)
        {
            return SitePages.Address($"/filings/{dossier.Row.Id}");
        }

        var entry = page.Repeat is not null && steps.Length > 1 && int.TryParse(steps[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? string.Create(CultureInfo.InvariantCulture, $"/{index + 1}")
            : "";
        return $"{SitePages.Address($"/filings/{dossier.Row.Id}/{page.Key}{entry}")}?from=check#{problem.Path.Replace('/', '-')}";
    }
}
