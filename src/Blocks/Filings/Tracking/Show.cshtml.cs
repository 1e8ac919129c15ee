using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Life;
using OneStop.Filings.Signing;
using OneStop.Payments.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Tracking;

/// <summary>A filing's own page: what is left to do while it is a draft, where it stands afterwards.</summary>
[Authorize(Policy = Access.SignedIn)]
internal sealed class ShowModel(
    Dossiers dossiers, CheckFiling check, FilingsDb db, IPayments payments, IPeople people, RemindSignatory remind, FilingOptions options, Text text) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public StoredFiling Row { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public string? About { get; private set; }

    public bool Saved => Request.Query["saved"] == "1";

    public bool TooLate => Request.Query["late"] == "1";

    /// <summary>Null once it is no draft any more.</summary>
    public IReadOnlyList<TaskSection>? Tasks { get; private set; }

    public OfficerReasons? Reasons { get; private set; }

    public IReadOnlyList<Signature> Signatures { get; private set; } = [];

    /// <summary>The filer's own signature, while it is waited for.</summary>
    public Signature? Own { get; private set; }

    /// <summary>Whoever declined last, while the filing is back for changes because of it.</summary>
    public Signature? Declined { get; private set; }

    public Payment? Payment { get; private set; }

    public IReadOnlyList<(DateTimeOffset At, string Words)> Timeline { get; private set; } = [];

    public IReadOnlyList<OutcomeLink> Outcome { get; private set; } = [];

    public string? EndsAt { get; private set; }

    public bool CanReopen => Row.Can(FilingStep.Reopen);

    public bool CanWithdraw => Row.Can(FilingStep.Withdraw);

    public static string Colour(FilingState state) => state switch
    {
        FilingState.Completed or FilingState.Approved => "green",
        FilingState.Refused or FilingState.Expired or FilingState.Withdrawn => "red",
        FilingState.AwaitingPayment or FilingState.AwaitingSignatures or FilingState.Returned => "yellow",
        FilingState.Draft => "grey",
        _ => "blue",
    };

    /// <summary>Files and other addresses that have no language stay as they are.</summary>
    public static string AddressOf(OutcomeLink link) => Path.HasExtension(link.Path) ? link.Path : SitePages.Address(link.Path);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await dossiers.FindOwnAsync(Id, User.RequiredPersonId(), ct) is not { } dossier)
        {
            return NotFound();
        }

        Row = dossier.Row;
        Title = dossier.Wording(text).Title.ToString();
        About = dossier.Service.About(dossier.Content);
        Reasons = dossier.Reasons;
        EndsAt = FilingSteps.EndsAt(Row, dossier.Form, options) is { } end ? Text.Moment(end) : null;
        if (Row.IsEditable)
        {
            await ShowTasksAsync(dossier, ct);
        }
        else
        {
            await ShowProgressAsync(dossier, ct);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemindAsync([FromForm(Name = "signature")] Guid signature, CancellationToken ct) =>
        await remind.RunAsync(Id, User.RequiredPersonId(), signature, ct) ? this.RedirectTo($"/filings/{Id}") : NotFound();

    private async Task ShowTasksAsync(Dossier dossier, CancellationToken ct)
    {
        var wording = dossier.Wording(text);
        var problems = (await check.WholeAsync(dossier, ct)).Select(problem => problem.Path.Split('/')[0]).ToHashSet();
        Tasks = [.. dossier.Form.PagesFor(dossier.Content).GroupBy(page => page.Section).Select(section => new TaskSection(
            wording.Section(section.Key),
            [.. section.Select(page => new TaskLine(page.Key, wording.Page(page).ToString(), dossier.Content[page.Key] is not null, problems.Contains(page.Key)))]))];
        if (Row.Reference is not null)
        {
            Declined = await db.Signatures.Where(signature => signature.FilingId == Id && signature.State == SignatureState.Declined && signature.ContentHash == Row.ContentHash)
                .OrderByDescending(signature => signature.Id).FirstOrDefaultAsync(ct);
        }
    }

    private async Task ShowProgressAsync(Dossier dossier, CancellationToken ct)
    {
        Signatures = await db.Signatures.Where(signature => signature.FilingId == Id && signature.ContentHash == Row.ContentHash && signature.State != SignatureState.Void)
            .OrderBy(signature => signature.Id).ToListAsync(ct);
        if (Row.State == FilingState.AwaitingSignatures && await people.FindAsync(Row.FilerId, ct) is { } filer)
        {
            Own = Signatures.FirstOrDefault(signature => signature.State == SignatureState.Waiting && signature.EmailKey == Signature.KeyOf(filer.Email));
        }

        Payment = Row.PaymentId is { } payment ? await payments.FindAsync(payment, ct) : null;
        Timeline = [.. (await db.Timeline.Where(row => row.FilingId == Id).OrderBy(row => row.Id).ToListAsync(ct)).Select(row => (row.At, TimelineWords.Of(row, text)))];
        Outcome = Row.State == FilingState.Completed ? dossier.Service.Outcome(dossier.ToFiling()) : [];
    }
}

internal sealed record TaskSection(string Heading, IReadOnlyList<TaskLine> Tasks);

internal sealed record TaskLine(string Key, string Title, bool Begun, bool Wrong)
{
    public bool Done => Begun && !Wrong;

    public string Status => Done ? "filings.tasks.completed" : Begun ? "filings.tasks.wrong" : Wrong ? "filings.tasks.to-do" : "filings.tasks.optional";

    public string? Colour => Done ? null : Begun ? "red" : Wrong ? "blue" : "grey";
}

internal static class TimelineWords
{
    public static string Of(TimelineRow row, Text text) =>
        text[$"filings.timeline.{row.Step}", row.Detail is { } detail ? JsonSerializer.Deserialize<LocalizedText>(detail, JsonSerializerOptions.Web)!.ToString() : ""];
}
