using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Payments.Providers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Platform.Web.Components;

namespace OneStop.Payments.Reconciliation;

/// <summary>A day of each provider beside a day of ours.</summary>
[Officers("try", "cashier")]
internal sealed class ReconciliationModel(CompareBooks compare, TimeProvider time, Text text) : PageModel
{
    public DateOnly Day { get; private set; }

    public IReadOnlyList<(string Provider, Comparison Comparison)> Comparisons { get; private set; } = [];

    public async Task OnGetAsync(string? day, CancellationToken ct)
    {
        Day = HongKong.Today(time);
        if (!string.IsNullOrEmpty(day) || Request.Query.ContainsKey("day-year"))
        {
            var asked = string.IsNullOrEmpty(day) ? TypedDay.Of("day", box => Request.Query[box]).Day : DateOnly.TryParseExact(day, "yyyy-MM-dd", out var said) ? said : null;
            if (asked is not { Year: >= 2000 } parsed || parsed > Day)
            {
                KeepTyped();
                ModelState.AddModelError("day", text["payments.reconciliation.day-wrong"]);
                return;
            }

            Day = parsed;
        }

        try
        {
            var comparisons = new List<(string, Comparison)>();
            foreach (var provider in compare.Providers)
            {
                comparisons.Add((provider, await compare.RunAsync(provider, Day, ct)));
            }

            Comparisons = comparisons;
        }
        catch (ProviderUnclearException)
        {
            ModelState.AddModelError("day", text["payments.reconciliation.no-answer"]);
        }
    }

    private void KeepTyped()
    {
        foreach (var part in (string[])["day-day", "day-month", "day-year"])
        {
            ModelState.SetModelValue(part, Request.Query[part].ToString(), Request.Query[part].ToString());
        }
    }
}
