using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings.Desk;

/// <summary>Every warning there was, the newest first.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class ChainsModel(DeskReading reading) : PageModel
{
    private const int MostPages = 1000;

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public int Number { get; private set; }

    public IReadOnlyList<IReadOnlyList<WarningStep>> Chains { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = int.TryParse(At, out var number) ? Math.Clamp(number, 1, MostPages) : 1;
        var found = await reading.ChainsAsync(Number, ct);
        HasMore = found.Count > DeskReading.PageSize;
        Chains = [.. found.Take(DeskReading.PageSize)];
    }

    public static string Address(int number) => SitePages.Address("/weather/desk/chains") + (number > 1 ? $"?at={number}" : "");
}
