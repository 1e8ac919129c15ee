using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Cases.Handling;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Cases.Queue;

[Authorize(Policy = Access.Officer)]
internal sealed class QueueModel(CaseReading reading, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public QueueView View { get; private set; }

    public int Number { get; private set; }

    public QueuePage Found { get; private set; } = null!;

    public DateOnly Today { get; } = HongKong.Today(time);

    public async Task OnGetAsync(CancellationToken ct)
    {
        View = Enum.TryParse<QueueView>(Show, ignoreCase: true, out var view) && Enum.IsDefined(view) ? view : QueueView.All;
        Number = int.TryParse(At, out var number) ? Math.Clamp(number, 1, CaseReading.MostPages) : 1;
        Found = await reading.QueueAsync(Officer.From(User), View, Number, ct);
    }

    public string Address(QueueView view, int number = 1) =>
        SitePages.Address("/cases") + $"?show={view.ToString().ToLowerInvariant()}" + (number > 1 ? $"&at={number}" : "");

    public int DaysOpen(QueueRow row) => Today.DayNumber - HongKong.DayOf(row.OpenedAt).DayNumber;
}
