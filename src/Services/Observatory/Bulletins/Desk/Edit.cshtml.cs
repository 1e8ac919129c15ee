using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Bulletins.Desk;

/// <summary>The draft of a kind, for whoever is on duty. It is saved as typed; only a preview asks for everything to be right.</summary>
[Officers(ObservatoryModule.Department, Forecasters.Role)]
[ResponseCache(NoStore = true)]
internal sealed class EditModel(BulletinDesk desk, DeskReading reading, Text text, TimeProvider time) : PageModel
{
    [BindProperty(Name = "seen")]
    public int Seen { get; set; }

    [BindProperty(Name = "act")]
    public string? Act { get; set; }

    [BindProperty(Name = "from", SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(Name = "saved", SupportsGet = true)]
    public string? Saved { get; set; }

    public BulletinKind Kind { get; private set; }

    public BulletinFields Fields { get; private set; } = BulletinFields.Empty;

    public Bulletin? Last { get; private set; }

    /// <summary>What another forecaster has saved meanwhile, where it differs from what was typed here.</summary>
    public IReadOnlyList<(string Label, string Value)> Theirs { get; private set; } = [];

    public string? TheirName { get; private set; }

    public bool IsStale => Kind == BulletinKind.NineDayForecast && Fields["days/0/date"] is { Length: > 0 } first && first != NineDayFields.Dates(time)[0];

    public string Address => SitePages.Address($"/weather/desk/bulletins/{Kind.Slug()}");

    public async Task<IActionResult> OnGetAsync(string kind, CancellationToken ct)
    {
        if (!await LoadAsync(kind, ct))
        {
            return NotFound();
        }

        var draft = await desk.DraftAsync(Kind, ct);
        Seen = draft?.Version ?? 0;
        Fields = From == "last" && Last is not null ? BulletinForms.From(Kind, Last, time) : draft is { IsEmpty: false } ? draft.Read() : BulletinForms.Blank(Kind, time);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string kind, CancellationToken ct)
    {
        if (!await LoadAsync(kind, ct))
        {
            return NotFound();
        }

        Fields = BulletinFields.Of(Request.Form);
        if (Act == "renew")
        {
            Fields = NineDayFields.Renew(Fields, time);
        }

        var outcome = await desk.SaveAsync(Kind, Seen, Fields, User.RequiredPersonId(), ct);
        if (outcome.Conflict)
        {
            this.AddProblems(outcome.Problems, text);
            await CompareAsync(outcome.Draft, ct);
            return Page();
        }

        Seen = outcome.Draft!.Version;
        if (Act != "preview")
        {
            return this.RedirectTo($"/weather/desk/bulletins/{Kind.Slug()}?saved=yes");
        }

        var problems = (await desk.ReadAsync(Kind, Fields, ct)).Problems;
        if (problems.Count == 0)
        {
            return this.RedirectTo($"/weather/desk/bulletins/{Kind.Slug()}/preview");
        }

        foreach (var problem in problems)
        {
            ModelState.AddModelError(problem.Path.Replace('/', '-'), Label(problem.Path) is { } label ? text["observatory.desk.problem.at", label, problem.Message(text)] : problem.Message(text));
        }

        return Page();
    }

    private async Task CompareAsync(BulletinDraft? draft, CancellationToken ct)
    {
        Seen = draft?.Version ?? 0;
        if (draft is not null)
        {
            var theirs = draft.Read();
            TheirName = (await reading.NamesAsync([draft.WrittenBy], ct))[draft.WrittenBy];
            Theirs = [.. theirs.Differences(Fields).Select(path => (Label(path) ?? path, theirs[path]))];
        }
    }

    /// <summary>Where a path stands on the page, in words.</summary>
    private string? Label(string path) => path.Split('/') switch
    {
        ["days", var at, var field, .. var language] when DateOnly.TryParse(Fields[$"days/{at}/date"], out var day) =>
            string.Join(", ", [Text.Day(day), Words($"observatory.desk.field.{field}"), .. Languages(language)]),
        ["tips", var at, ..] when int.TryParse(at, out var number) => text["observatory.desk.tip", number + 1],
        ["soil", var at, ..] => Words($"observatory.desk.field.soil-{at}"),
        ["nextIssueAt" or "convert"] => null,
        [var field, .. var rest] when text.Has($"observatory.desk.field.{field}") => string.Join(", ", [Words($"observatory.desk.field.{field}"), .. Languages(rest)]),
        _ => null,
    };

    private IEnumerable<string> Languages(string[] rest) => rest.Select(code => $"observatory.desk.language.{code}").Where(text.Has).Select(key => text[key]);

    private string Words(string key) => text.Has(key) ? text[key] : key.Split('.')[^1];

    private async Task<bool> LoadAsync(string kind, CancellationToken ct)
    {
        if (BulletinKinds.Find(kind) is not { } found)
        {
            return false;
        }

        Kind = found;
        Last = await desk.LastAsync(found, ct);
        return true;
    }
}
