using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Consignments.Desk;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.RoadCargo.Batch;

/// <summary>A file of consignments, from the page: its result stays to be looked at and taken away.</summary>
[Authorize(Policy = Access.SignedIn)]
[ResponseCache(NoStore = true)]
internal sealed class SendModel(IOrganisations organisations, RoadCargoDb db, Writes writes, TakeBatch take, Text text, TimeProvider time) : TraderPage(organisations)
{
    private const int LongestName = 100;

    public IReadOnlyList<SentBatch> Earlier { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await FindTraderAsync(ct))
        {
            Earlier = await db.Batches.AsNoTracking().Where(batch => batch.Trader == Trader!.Id).OrderByDescending(batch => batch.At).Take(10)
                .Select(batch => new SentBatch { Id = batch.Id, Name = batch.Name, At = batch.At, Result = "" }).ToListAsync(ct);
            return Page();
        }

        return string.IsNullOrEmpty(Named) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken ct)
    {
        if (!await FindTraderAsync(ct))
        {
            return NotFound();
        }

        if (file is null || file.Length == 0)
        {
            ModelState.AddModelError("file", text["roadcargo.batch.file.missing"]);
            return Page();
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        content.Position = 0;
        // What it is, the content says: a workbook is a packed file.
        var isExcel = content.Length > 2 && content.ReadByte() == 'P' && content.ReadByte() == 'K';
        content.Position = 0;
        var read = isExcel ? BatchFile.ReadExcel(content) : BatchFile.ReadCsv(content);
        if (read.Refused is { } why)
        {
            ModelState.AddModelError("file", $"{text[$"roadcargo.refused.batch.{why}"]}. {text[$"roadcargo.refused.batch.{why}.cure", read.Where]}");
            return Page();
        }

        var results = await take.RunAsync(read.Rows, Lodger with { Channel = Channel.Batch }, ct);
        var answers = BatchAnswers.Of(results, text);
        var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
        var batch = new SentBatch
        {
            Id = Ids.New(),
            Trader = Trader!.Id,
            SentBy = User.RequiredPersonId(),
            At = time.GetStoredNow(),
            Name = name.Length > LongestName ? name[^LongestName..] : name,
            Lodged = answers.Lodged,
            Repeated = answers.Repeated + answers.Unchanged,
            Amended = answers.Amended,
            Refused = answers.Refused,
            Result = Encoding.UTF8.GetString(ResultFile.Csv(results, text)),
        };
        await writes.RunAsync(write =>
        {
            write.Get<RoadCargoDb>().Batches.Add(batch);
            return Task.CompletedTask;
        }, ct);
        return this.RedirectTo($"/road-cargo/batch/{batch.Id}");
    }
}
