using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments.Desk;

namespace OneStop.RoadCargo.Batch;

/// <summary>What became of a file: the counts, the refused rows, and the file again with its results.</summary>
[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class ResultModel(IOrganisations organisations, RoadCargoDb db) : TraderPage(organisations)
{
    private const int MostShown = 100;

    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public SentBatch Batch { get; private set; } = null!;

    /// <summary>The row of the result file, and its problems.</summary>
    public IReadOnlyList<(string Row, string Problems)> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Batch.Result));
        Refused =
        [
            .. BatchFile.ReadCsv(content).Rows.Where(row => row.Cells.GetValueOrDefault("outcome") == "refused").Take(MostShown)
                .Select(row => (row.Number.ToString(CultureInfo.InvariantCulture), row.Cells.GetValueOrDefault("problems") ?? "")),
        ];
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken ct) =>
        await LoadAsync(ct) ? File(Encoding.UTF8.GetBytes(Batch.Result), BatchFile.Csv, $"{Path.GetFileNameWithoutExtension(Batch.Name)}-result.csv") : NotFound();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Batches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == Id, ct) is not { } found || !await FindTraderAsync(ct) || !Mandates.Any(mandate => mandate.For.Id == found.Trader))
        {
            return false;
        }

        Batch = found;
        return true;
    }
}
