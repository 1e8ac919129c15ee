using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Assessment.Desk;

/// <summary>One rule set: what it says, what it would have done on past days, and its decision by a second officer.</summary>
[Officers(RoadCargoModule.Department, RiskApi.Role)]
[ResponseCache(NoStore = true)]
internal sealed class RuleSetModel(RiskReading reading, RuleSetDesk desk, ReplayDay replay, IPeople people, Text text, TimeProvider time) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new(CargoJson.Options) { WriteIndented = true };
    private IReadOnlyDictionary<Guid, Person> names = new Dictionary<Guid, Person>();

    [BindProperty(Name = "words")]
    public string? Words { get; set; }

    [BindProperty(Name = "day")]
    public string? Day { get; set; }

    public RuleSetVersion Set { get; private set; } = null!;

    public IReadOnlyList<(DateOnly Day, Difference Difference)> Replays { get; private set; } = [];

    public bool IsMine => Set.ProposedBy == User.RequiredPersonId();

    public DateOnly Yesterday => HongKong.Today(time).AddDays(-1);

    public string Document => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(Set.Content), Readable);

    public string NameOf(Guid officer) => names.GetValueOrDefault(officer)?.Name ?? "–";

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => await LoadAsync(number, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostApproveAsync(int number, CancellationToken ct) => AnswerAsync(number, desk.ApproveAsync(number, User.RequiredPersonId(), ct), ct);

    public Task<IActionResult> OnPostRefuseAsync(int number, CancellationToken ct) => AnswerAsync(number, desk.RefuseAsync(number, Words, User.RequiredPersonId(), ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(int number, CancellationToken ct) => AnswerAsync(number, desk.WithdrawAsync(number, User.RequiredPersonId(), ct), ct);

    public async Task<IActionResult> OnPostReplayAsync(int number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        if (!DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day > HongKong.Today(time))
        {
            ((IReadOnlyList<RuleProblem>)[RiskApi.PastDay]).AddTo(ModelState, text);
            return Page();
        }

        await replay.RunAsync(number, day, User.RequiredPersonId(), ct);
        return this.RedirectTo($"/road-cargo/risk/{number.ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task<IActionResult> AnswerAsync(int number, Task<RuleSetOutcome> act, CancellationToken ct)
    {
        var outcome = await act;
        if (outcome.IsDone)
        {
            return this.RedirectTo($"/road-cargo/risk/{number.ToString(CultureInfo.InvariantCulture)}");
        }

        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        outcome.Problems.AddTo(ModelState, text);
        return Page();
    }

    private async Task<bool> LoadAsync(int number, CancellationToken ct)
    {
        if (await reading.ShowAsync(number, ct) is not { } found)
        {
            return false;
        }

        Set = found.Set;
        Replays = [.. found.Replays.Select(one => (one.Day, JsonSerializer.Deserialize<Difference>(one.Result, CargoJson.Options)!))];
        names = await people.FindAsync([.. new[] { Set.ProposedBy, Set.DecidedBy ?? Set.ProposedBy }.Distinct()], ct);
        return true;
    }
}
