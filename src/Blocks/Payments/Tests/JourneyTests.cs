using System.Net;
using Microsoft.EntityFrameworkCore;
using OneStop.Kit;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Payments.Tests;

public sealed class JourneyTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_payer_pays_in_the_browser_without_script_and_gets_a_receipt(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer, department: "gld");
        using var browser = town.App.Browse(payer);

        var pay = await browser.OpenAsync($"/en{payment.PayPath}");
        Assert.Contains("HK$1,720", pay.Text, StringComparison.Ordinal);
        var company = await browser.SubmitAsync(pay, new() { ["method"] = "simulator" });
        Assert.StartsWith("/simulator/pay/", company.Path, StringComparison.Ordinal);
        var back = await browser.SubmitAsync(company, new() { ["outcome"] = "approve" });

        Assert.Equal($"/en{payment.PayPath}/return", back.Path);
        Assert.Equal("Payment received", back.Heading);
        var settled = await town.FindAsync(payment.Id);
        Assert.Equal(PaymentState.Succeeded, settled.State);
        var receipt = await browser.OpenAsync($"/en{payment.PayPath}/receipt");
        Assert.Contains(settled.ReceiptNumber!, receipt.Text, StringComparison.Ordinal);
        Assert.Matches("^GLD-20[0-9]{2}-000001$", settled.ReceiptNumber);
        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).Contains(nameof(PaymentSettled)));
        var entry = await town.ReadAsync(db => db.LedgerEntries.Include(entry => entry.Postings).SingleAsync(entry => entry.BillId == payment.Id));
        Assert.Equal(
            [("assets:psp-clearing:simulator", 172_000L), ("liabilities:departments:cr", -171_000L), ("liabilities:departments:ird", -1_000L)],
            entry.Postings.OrderBy(posting => posting.Line).Select(posting => (posting.Account, posting.Cents)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_is_declined_or_cancels_may_try_again(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);
        using var browser = town.App.Browse(payer);

        var declined = await browser.SubmitAsync(await browser.SubmitAsync(await browser.OpenAsync($"/en{payment.PayPath}"), new() { ["method"] = "simulator" }), new() { ["outcome"] = "decline" });
        Assert.Equal("Payment not completed", declined.Heading);
        Assert.Contains("declined", declined.Text, StringComparison.Ordinal);
        var cancelled = await browser.SubmitAsync(await browser.SubmitAsync(await browser.OpenAsync($"/zh-Hant{payment.PayPath}"), new() { ["method"] = "simulator" }), new() { ["outcome"] = "cancel" });
        Assert.Equal($"/zh-Hant{payment.PayPath}/return", cancelled.Path);
        Assert.Equal("付款未完成", cancelled.Heading);
        var paid = await browser.SubmitAsync(await browser.SubmitAsync(await browser.OpenAsync($"/en{payment.PayPath}"), new() { ["method"] = "simulator" }), new() { ["outcome"] = "approve" });

        Assert.Equal("Payment received", paid.Heading);
        Assert.Equal(3, await town.ReadAsync(db => db.Attempts.CountAsync(attempt => attempt.BillId == payment.Id)));
        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).SequenceEqual([nameof(PaymentFailed), nameof(PaymentFailed), nameof(PaymentSettled)]));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Only_the_payer_sees_the_pages_and_a_method_must_be_one_that_is_there(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);

        foreach (var page in (string[])["", "/return", "/receipt"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await town.App.Browse(Ids.New()).OpenAsync($"/en{payment.PayPath}{page}")).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await town.App.Browse().OpenAsync($"/en{payment.PayPath}{page}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await town.App.Browse(payer).OpenAsync($"/en/pay/PY-0000-0000-000{page}")).Status);
        }

        using var browser = town.App.Browse(payer);
        var refused = await browser.SubmitAsync(await browser.OpenAsync($"/en{payment.PayPath}"), new() { ["method"] = "cowries" });
        Assert.Contains(refused.Errors, error => error.Message == "Choose how you want to pay.");
        Assert.Equal(PaymentState.Created, (await town.FindAsync(payment.Id)).State);
    }
}
