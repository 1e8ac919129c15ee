using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings.Desk;

/// <summary>One warning's life: each step with its time, its words and who stood behind it.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class ChainModel(DeskReading reading) : PageModel
{
    public IReadOnlyList<WarningStep> Steps { get; private set; } = [];

    public WarningKind Kind { get; private set; } = null!;

    public ForecasterNames Names { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid chain, CancellationToken ct)
    {
        Steps = await reading.ChainAsync(chain, ct);
        if (Steps.Count == 0)
        {
            return NotFound();
        }

        Kind = WarningKinds.Find(Steps[0].Kind)!;
        Names = await reading.NamesAsync(Steps.SelectMany(step => new[] { ForecasterNames.IdOf(step.ProposedBy), ForecasterNames.IdOf(step.ReleasedBy) }), ct);
        return Page();
    }

    public static IReadOnlyList<LocalizedText> Contents(WarningStep step) => JsonSerializer.Deserialize<List<LocalizedText>>(step.Contents, DataFile.Json)!;
}
