using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Usage.Contracts;

namespace OneStop.Usage.Figures;

[AllowAnonymous]
internal sealed class UsageModel(ReadFigures read, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Year { get; set; }

    public YearFigures Figures { get; private set; } = null!;

    public IReadOnlyList<int> Years { get; private set; } = [];

    public IReadOnlyList<PaperService> Paper => PaperServices.Informational;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var first = await read.FirstYearAsync(ct);
        Years = [.. Enumerable.Range(first, read.ThisYear - first + 1).Reverse()];
        if (Year is null)
        {
            Figures = await read.OfAsync(read.ThisYear, ct);
            return Page();
        }

        if (!int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || !Years.Contains(year))
        {
            return NotFound();
        }

        Figures = await read.OfAsync(year, ct);
        return Page();
    }

    /// <summary>The services of a kind, the most used first; those whose total is kept back stand after those that show one.</summary>
    public IEnumerable<CountedService> Ranked(StepFigures uses) =>
        uses.Services.OrderByDescending(service => uses.TotalOf(service.Code).Value ?? (uses.TotalOf(service.Code).Few ? 1 : 2)).ThenBy(service => service.Name.ToString(), StringComparer.Ordinal);

    public string Show(Figure figure) => figure.Value is { } value ? Text.Number(value) : figure.Few ? text["usage.few", Suppression.Least] : text["usage.kept-back"];

    /// <summary>Of what was begun, how much was completed; nothing where either figure is kept back or nothing was begun.</summary>
    public string Share(CountedService service)
    {
        var started = Figures.Of(ServiceKind.Transactional, UsageStep.Start).TotalOf(service.Code).Value;
        var completed = Figures.Of(ServiceKind.Transactional, UsageStep.Complete).TotalOf(service.Code).Value;
        return started is > 0 && completed is not null ? (100.0 * completed.Value / started.Value).ToString("0", CultureInfo.InvariantCulture) + " %" : "–";
    }

    public string MonthName(DateOnly month) => Lang.Current.IsChinese
        ? month.ToString("M月", CultureInfo.InvariantCulture)
        : month.ToString("MMMM", CultureInfo.InvariantCulture);

    public BarChart Chart(StepFigures uses) => BarChart.Of(
        [.. Figures.Months.Select((month, column) => (Lang.Current.IsChinese ? MonthName(month) : month.ToString("MMM", CultureInfo.InvariantCulture), uses.Table.ColumnTotal(column)))], Show);
}
