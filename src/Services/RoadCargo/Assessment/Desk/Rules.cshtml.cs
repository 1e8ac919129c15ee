using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Assessment.Desk;

/// <summary>Risk officers' page: every rule set, why a consignment was stopped, and a new proposal that begins with the set in force.</summary>
[Officers(RoadCargoModule.Department, RiskApi.Role)]
[ResponseCache(NoStore = true)]
internal sealed class RulesModel(RiskReading reading, RuleSetDesk desk, Text text) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new(CargoJson.Options) { WriteIndented = true };

    [BindProperty(Name = "ccrn")]
    public string? Number { get; set; }

    [BindProperty(Name = "purpose")]
    public string? Purpose { get; set; }

    [BindProperty(Name = "why")]
    public string? Why { get; set; }

    [BindProperty(Name = "rules")]
    public string? Rules { get; set; }

    public IReadOnlyList<ListedRuleSet> Sets { get; private set; } = [];

    public IReadOnlyList<ExplainedAssessment>? Explained { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var problems = RiskApi.CheckQuestion(Number, Purpose);
        if (problems.Count == 0)
        {
            Explained = await reading.ExplainAsync(Ccrn.Parse(Number)!.Value, Purpose!.Trim(), ct);
        }

        problems.AddTo(ModelState, text);
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken ct)
    {
        var outcome = await desk.ProposeAsync(Rules ?? "", Why, User.RequiredPersonId(), ct);
        if (outcome.IsDone)
        {
            return this.RedirectTo($"/road-cargo/risk/{outcome.Set!.Number.ToString(CultureInfo.InvariantCulture)}");
        }

        foreach (var problem in outcome.Problems)
        {
            // The document is one field: each message says where in it.
            ModelState.AddModelError(problem.Path == "purpose" ? "why" : "rules", problem.Path is "purpose" or "rules" ? problem.Message(text) : $"{problem.Path}: {problem.Message(text)}");
        }

        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Sets = await reading.ListAsync(ct);
        if (Rules is null && Sets.FirstOrDefault(set => set.State == RuleSetState.Active) is { } active)
        {
            var (set, _) = (await reading.ShowAsync(active.Number, ct))!.Value;
            Rules = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(set.Content), Readable);
        }
    }
}
