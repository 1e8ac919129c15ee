using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Drafts;

/// <summary>One page of a form: its questions, one entry of a repeated page, or the list of entries.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class AskModel(Dossiers dossiers, CheckFiling check, SaveAnswers save, KeepUpload keep, Text text) : PageModel
{
    private Dossier dossier = null!;

    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [FromRoute(Name = "part")]
    public string Part { get; set; } = "";

    /// <summary>Which entry of a repeated page, from 1; one more than there are adds one.</summary>
    [FromRoute(Name = "entry")]
    public int? Entry { get; set; }

    /// <summary>Where the filer came from, to go back there: <c>check</c>.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    public new FormPage Page { get; private set; } = null!;

    public Wording Wording { get; private set; } = null!;

    public IReadOnlyList<Shown> Questions { get; private set; } = [];

    public IEnumerable<Asked> AllAsked => Questions.SelectMany(shown => shown.All);

    public string Was { get; private set; } = "";

    /// <summary>What the page holds now, where it was changed elsewhere since it was shown here.</summary>
    public IReadOnlyList<PrintedRow>? Changed { get; private set; }

    public bool IsList => Page.Repeat is not null && Entry is null;

    public bool HasFile => AllAsked.Any(asked => asked.Question.Kind == QuestionKind.File);

    public string Title => Entry is null ? Wording.Page(Page).ToString() : $"{Wording.Entry(Page)} {Entry}";

    public string EntryTitle => Wording.Entry(Page);

    public string? Hint => Entry is null ? Wording.PageHint(Page) : null;

    /// <summary>Each with its name and whether everything is answered.</summary>
    public IReadOnlyList<(string Name, bool Whole)> Entries => [.. Page.Entries(dossier.Content).Select((answers, index) =>
        (new AnswerWords(dossier.Form, Wording, text).Summary(Page, answers, index), Page.QuestionsFor(answers, index).All(asked => FormChecks.Missing(asked, Wording) is null)))];

    public bool CanAdd => Page.Entries(dossier.Content).Count < Page.Repeat!.Max;

    public string Bounds => Page.Repeat is { Min: 0 } none ? text["filings.list.most", none.Max] : text["filings.list.between", Page.Repeat!.Min, Page.Repeat.Max];

    public string BackPath => From == "check" ? $"/filings/{Id}/check"
        : Entry is not null ? $"/filings/{Id}/{Part}"
        : Before() is { } before ? $"/filings/{Id}/{before.Key}" : $"/filings/{Id}";

    private int? Index => Entry - 1;

    public string EntryPath(int index) => $"/filings/{Id}/{Part}/{index + 1}{(From == "check" ? "?from=check" : "")}";

    public string? FileLink(Asked asked) => asked.Question.Kind == QuestionKind.File && asked.Answer?["sha256"] is { } sha256 ? SitePages.Address($"/filings/{Id}/files/{sha256}") : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await OpenAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var answers = Page.AnswersOf(dossier.Content, Index);
        if (!IsList && answers.Count == 0)
        {
            answers = await dossier.Service.SuggestAsync(new FilingContent(dossier.Content, Page.Key, Id), User.RequiredPersonId(), ct);
        }

        Questions = IsList ? [] : ShownQuestions.Of(Page, Index, answers);
        Was = SaveAnswers.Tag(SaveAnswers.Held(Page, Index, dossier.Content));
        return base.Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await OpenAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        From = Request.Form["from"];
        var later = Request.Form["then"] == "later";
        return IsList ? await LeaveListAsync(later, ct) : await KeepAsync(later, ct);
    }

    private async Task<IActionResult> LeaveListAsync(bool later, CancellationToken ct)
    {
        if (later)
        {
            return this.RedirectTo($"/filings/{Id}?saved=1");
        }

        var few = FormChecks.Missing(Page, dossier.Content, Wording).Where(problem => problem.Path == Page.Key);
        var rules = await check.PageAsync(dossier, Page, null, dossier.Content, ct);
        few.Concat(rules.Where(rule => rule.Path == Page.Key)).AddTo(ModelState, text);
        return ModelState.IsValid ? this.RedirectTo(Next()) : base.Page();
    }

    private async Task<IActionResult> KeepAsync(bool later, CancellationToken ct)
    {
        var before = Page.AnswersOf(dossier.Content, Index);
        var askedKeys = Request.Form["asked"].ToString().Split(',');
        Was = Request.Form["was"].ToString();
        var (answers, problems) = await ReadAsync(before, askedKeys, ct);
        var asked = Page.QuestionsFor(answers, Index).Answerable().ToList();
        Questions = ShownQuestions.Of(Page, Index, answers);
        var opened = AllAsked.Any(asked => !askedKeys.Contains(asked.Question.Key) && asked.Answer is null);
        if (!later && !opened)
        {
            problems.AddRange(asked.Where(asked => !IsWrong(asked.Path)).Select(Missing).OfType<RuleProblem>());
            var sound = new JsonObject(answers.Where(answer => !IsWrong(Asked.PathOf(Page, Index, answer.Key))).Select(answer => KeyValuePair.Create(answer.Key, answer.Value?.DeepClone())));
            var rules = await check.PageAsync(dossier, Page, Index, With(sound), ct);
            problems.AddRange(rules.Where(rule => !IsWrong(rule.Path)));
        }

        problems.AddTo(ModelState, text);
        if (!ModelState.IsValid)
        {
            return base.Page();
        }

        return await save.PageAsync(Id, User.RequiredPersonId(), Page, Index, answers, Was, ct) switch
        {
            SaveOutcome.Saved when later => this.RedirectTo($"/filings/{Id}?saved=1"),
            // An answer brought up further questions: the same page shows them.
            SaveOutcome.Saved when opened => this.RedirectTo(Entry is null ? $"/filings/{Id}/{Part}{FromQuery}" : EntryPath(Index!.Value)),
            SaveOutcome.Saved when Entry is not null => this.RedirectTo($"/filings/{Id}/{Part}{FromQuery}"),
            SaveOutcome.Saved => this.RedirectTo(await NextAsync(ct)),
            SaveOutcome.Conflict => await ShowChangeAsync(ct),
            _ => this.RedirectTo($"/filings/{Id}"),
        };

        bool IsWrong(string path) => problems.Any(problem => problem.Path == path || problem.Path.StartsWith(path + "/", StringComparison.Ordinal));
    }

    // An address that is missing is missed at its first field.
    private RuleProblem? Missing(Asked asked) => FormChecks.Missing(asked, Wording) is { } missing && asked.Question.Kind == QuestionKind.Address
        ? missing with { Path = $"{asked.Path}/{AnswerRules.AddressParts[0]}" }
        : FormChecks.Missing(asked, Wording);

    /// <summary>What was typed for the questions that were asked and, by what was chosen before them, still are.</summary>
    private async Task<(JsonObject Answers, List<RuleProblem> Problems)> ReadAsync(JsonObject before, string[] askedKeys, CancellationToken ct)
    {
        var typed = new TypedAnswers(Wording, name => [.. Request.Form[name].OfType<string>()]);
        var (answers, problems) = (new JsonObject(), new List<RuleProblem>());
        foreach (var question in Page.Questions.Where(question => question.ShowIf?.Invoke(answers) != false))
        {
            var asked = new Asked(Page, Index, question, before[question.Key]);
            var answer = !askedKeys.Contains(question.Key) ? new Answer(asked.Answer?.DeepClone(), [])
                : question.Kind == QuestionKind.File ? await keep.ReadAsync(dossier.Row.Id, asked, Request.Form.Files.GetFile(asked.Name), ct)
                : typed.Read(asked);
            problems.AddRange(answer.Problems);
            if ((answer.Value ?? (answer.Problems.Count > 0 ? asked.Answer?.DeepClone() : null)) is { } kept)
            {
                answers[question.Key] = kept;
            }
        }

        return (answers, problems);
    }

    private JsonObject With(JsonObject answers)
    {
        var content = dossier.Content.DeepClone().AsObject();
        if (Index is not { } index)
        {
            content[Part] = answers.DeepClone();
            return content;
        }

        var entries = content[Part] as JsonArray ?? [];
        content[Part] = entries;
        if (index < entries.Count)
        {
            entries[index] = answers.DeepClone();
        }
        else
        {
            entries.Add(answers.DeepClone());
        }

        return content;
    }

    /// <summary>Nothing is overwritten: what is stored now is shown above what was typed here, and saving again replaces it.</summary>
    private async Task<IActionResult> ShowChangeAsync(CancellationToken ct)
    {
        if (await OpenAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var now = SaveAnswers.Held(Page, Index, dossier.Content);
        var words = new AnswerWords(dossier.Form, Wording, text);
        Changed = [.. Page.QuestionsFor(now ?? [], Index).Select(asked => new PrintedRow(asked, Wording.Label(asked).ToString(), words.Of(asked)))];
        Was = SaveAnswers.Tag(now);
        ModelState.AddModelError("", text["filings.ask.changed-error"]);
        return base.Page();
    }

    private async Task<IActionResult?> OpenAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { } found)
        {
            return NotFound();
        }

        dossier = found;
        Wording = found.Wording(text);
        if (!found.Row.IsEditable)
        {
            return this.RedirectTo($"/filings/{Id}");
        }

        if (found.Form.PageFor(found.Content, Part) is not { } page
            || (Entry is { } entry && (page.Repeat is null || entry < 1 || entry > Math.Min(page.Repeat.Max, page.Entries(found.Content).Count + 1))))
        {
            return NotFound();
        }

        Page = page;
        // Nothing to list yet, and something must be: the first entry.
        return IsList && HttpMethods.IsGet(Request.Method) && Page is { Repeat.Min: > 0 } && Page.Entries(found.Content).Count == 0 && From != "check"
            ? this.RedirectTo(EntryPath(0))
            : null;
    }

    private async Task<string> NextAsync(CancellationToken ct)
    {
        // An answer may have brought up or dropped pages.
        dossier = await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) ?? dossier;
        return Next();
    }

    private string Next() => From == "check" ? $"/filings/{Id}/check"
        : dossier.Form.PagesFor(dossier.Content).SkipWhile(page => page.Key != Part).Skip(1).FirstOrDefault() is { } next ? $"/filings/{Id}/{next.Key}"
        : $"/filings/{Id}/check";

    private FormPage? Before() => dossier.Form.PagesFor(dossier.Content).TakeWhile(page => page.Key != Part).LastOrDefault();

    private string FromQuery => From == "check" ? "?from=check" : "";
}
