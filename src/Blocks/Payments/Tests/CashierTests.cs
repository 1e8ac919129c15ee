using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Payments.Contracts;
using OneStop.Payments.Ledger;
using OneStop.Payments.Lifecycle;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Payments.Tests;

public sealed class CashierTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Cashiers_pages_are_for_cashiers(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payment = await town.AskAsync();

        foreach (var page in (string[])["/payments", $"/payments/{payment.Reference}", "/refunds", "/ledger", "/reconciliation"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await town.App.Browse().OpenAsync($"/en{page}")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await town.App.Browse(Ids.New(), ["cr:registrar"]).OpenAsync($"/en{page}")).Status);
            Assert.Equal(HttpStatusCode.OK, (await town.App.Browse(Ids.New(), [Town.Cashier]).OpenAsync($"/zh-Hant{page}")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await town.App.Browse(Ids.New(), [Town.Cashier]).OpenAsync("/en/payments/PY-0000-0000-000")).Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refund_takes_two_cashiers_and_neither_is_the_payer(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await PaidAsync(town, payer);
        using var first = town.App.Browse(Ids.New(), [Town.Cashier]);
        using var second = town.App.Browse(Ids.New(), [Town.Cashier]);
        using var payersOwn = town.App.Browse(payer, [Town.Cashier]);

        var own = await payersOwn.SubmitAsync(await payersOwn.OpenAsync($"/en/payments/{payment.Reference}"), new() { ["amount"] = "1", ["reason"] = "mine" });
        Assert.Contains("You made this payment yourself", own.Source, StringComparison.Ordinal);
        var page = await first.OpenAsync($"/en/payments/{payment.Reference}");
        Assert.Equal(2, (await first.SubmitAsync(page, new() { ["amount"] = "-1", ["reason"] = "" })).Errors.Count);
        Assert.Contains("No more than HK$1,720", (await first.SubmitAsync(page, new() { ["amount"] = "1720.01", ["reason"] = "too much" })).Source, StringComparison.Ordinal);
        Assert.Equal("/en/refunds", (await first.SubmitAsync(page, new() { ["amount"] = "145.50", ["reason"] = "paid in error" })).Path);
        var refund = await town.ReadAsync(db => db.Refunds.SingleAsync(refund => refund.BillId == payment.Id));

        Assert.Contains("You proposed this refund yourself", (await DecideAsync(first)).Source, StringComparison.Ordinal);
        Assert.Contains("You made this payment yourself", (await DecideAsync(payersOwn)).Source, StringComparison.Ordinal);
        Assert.Equal("/en/refunds", (await DecideAsync(second)).Path);
        Assert.Contains("decided already", (await DecideAsync(second)).Source, StringComparison.Ordinal);

        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).Contains(nameof(PaymentRefunded)));
        Assert.Equal(14_550, (await town.FindAsync(payment.Id)).RefundedCents);

        async Task<Page> DecideAsync(Browser browser)
        {
            // Any page with a form gives the token; the list may have no form left.
            var form = await browser.OpenAsync($"/en/payments/{payment.Reference}");
            var token = form.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var answer = await browser.Http.PostAsync("/en/refunds", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token,
                ["refund"] = refund.Id.ToString(),
                ["act"] = "approve",
            }));
            return new Page(answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery, form.Html, await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rejected_refund_leaves_the_money_free_for_another(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payment = await PaidAsync(town, Ids.New());
        using var first = town.App.Browse(Ids.New(), [Town.Cashier]);
        using var second = town.App.Browse(Ids.New(), [Town.Cashier]);
        await first.SubmitAsync(await first.OpenAsync($"/en/payments/{payment.Reference}"), new() { ["amount"] = "1720", ["reason"] = "all" });
        var refund = await town.ReadAsync(db => db.Refunds.SingleAsync(refund => refund.BillId == payment.Id));

        var list = await second.OpenAsync("/en/refunds");
        await second.SubmitAsync(list, new() { ["refund"] = refund.Id.ToString(), ["act"] = "reject" });

        Assert.Equal(RefundState.Rejected, (await town.ReadAsync(db => db.Refunds.SingleAsync(r => r.Id == refund.Id))).State);
        await town.RefundAsync(payment.Id, payment.TotalCents, "now");
        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).Contains(nameof(PaymentRefunded)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_payment_is_found_by_each_of_its_numbers(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payment = await PaidAsync(town, Ids.New());
        using var cashier = town.App.Browse(Ids.New(), [Town.Cashier]);
        var providerId = (await town.ReadAsync(db => db.Attempts.SingleAsync(attempt => attempt.BillId == payment.Id))).ProviderId;

        foreach (var query in (string[])[payment.Reference, payment.Reference.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), payment.ReceiptNumber!, providerId!])
        {
            Assert.Contains(payment.Reference, (await cashier.OpenAsync($"/en/payments?q={Uri.EscapeDataString(query)}")).Text, StringComparison.Ordinal);
        }

        Assert.Contains("No payment was found", (await cashier.OpenAsync("/en/payments?q=%27%3B--&state=nonsense")).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_day_agrees_with_the_providers_book_and_a_strange_movement_is_listed(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var payment = await PaidAsync(town, Ids.New());
        await town.RefundAsync(payment.Id, 500, "part");
        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).Contains(nameof(PaymentRefunded)));
        using var cashier = town.App.Browse(Ids.New(), [Town.Cashier]);

        var clean = await cashier.OpenAsync("/en/reconciliation");
        await town.App.WriteAsync(async write =>
        {
            write.Get<Simulator.SimulatorDb>().Movements.Add(new Simulator.Movement
            {
                Id = Ids.New(),
                Kind = "payment",
                Payment = Ids.New().ToString(),
                MerchantReference = Ids.New().ToString(),
                AmountCents = 777_700,
                Currency = "HKD",
                At = TimeProvider.System.GetUtcNow(),
                Day = Platform.Texts.HongKong.Today(TimeProvider.System),
            });
            await Task.CompletedTask;
            return true;
        });
        var strange = await cashier.OpenAsync("/en/reconciliation");

        Assert.Contains("2 movements agree.", clean.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is left over.", clean.Text, StringComparison.Ordinal);
        Assert.Contains("HK$7,777", strange.Text, StringComparison.Ordinal);
        Assert.Single((await cashier.OpenAsync("/en/reconciliation?day=2026-13-45")).Errors);
        Assert.Equal(HttpStatusCode.OK, (await cashier.OpenAsync("/en/reconciliation?day-day=1&day-month=1&day-year=2026")).Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_database_refuses_to_change_the_ledger(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payment = await PaidAsync(town, Ids.New());

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => town.App.WriteAsync(write =>
            write.Get<PaymentsDb>().Postings.Where(posting => posting.Cents > 0).ExecuteUpdateAsync(set => set.SetProperty(posting => posting.Cents, 1))));

        var ledger = await town.App.Browse(Ids.New(), [Town.Cashier]).OpenAsync("/en/ledger?verify=true");
        Assert.Contains("The ledger is intact", ledger.Text, StringComparison.Ordinal);
        Assert.Contains(payment.Reference, ledger.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Hledger_adds_up_to_the_same_balances(DatabaseKind kind)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/hledger"), "hledger is not installed (apt install hledger).");
        await using var town = await Town.StartAsync(kind);
        for (var i = 0; i < 5; i++)
        {
            var payment = await PaidAsync(town, Ids.New(), i == 4 ? "wrong-currency" : null);
            await Eventually.TrueAsync(() => town.ReadAsync(async db => !await db.Refunds.AnyAsync(refund => refund.BillId == payment.Id && refund.State != RefundState.Succeeded)));
            if (i % 2 == 1)
            {
                await town.RefundAsync(payment.Id, 12_345, "part");
                await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).Contains(nameof(PaymentRefunded)));
            }
        }

        using var cashier = town.App.Browse(Ids.New(), [Town.Cashier]);
        var journal = await cashier.Http.GetStringAsync("/api/ledger.journal");
        var file = Path.Combine(Directory.CreateTempSubdirectory("journal").FullName, "ledger.journal");
        await File.WriteAllTextAsync(file, journal);
        var balances = await town.App.InScopeAsync(scope => scope.GetRequiredService<GeneralLedger>().BalancesAsync(default));

        Assert.Equal(journal, await cashier.Http.GetStringAsync("/en/ledger?handler=Journal"));
        Assert.Equal(HttpStatusCode.Forbidden, (await town.App.Browse(Ids.New()).Http.GetAsync("/api/ledger.journal")).StatusCode);
        await RunAsync("check", file);
        var rows = (await RunAsync("balance", file, "--flat", "--no-total", "--empty", "-O", "csv", "--layout=bare")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(row => row.Trim('"').Split("\",\"")).Select(cells => (cells[0], cells[1], decimal.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(
            balances.Where(balance => balance.Cents != 0).Select(balance => (balance.Account, balance.Currency, balance.Cents / 100m)).Order(),
            rows.Where(row => row.Item3 != 0).Order());
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static async Task<string> RunAsync(string command, string file, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/hledger", ["-f", file, command, .. options]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LANG"] = "C.UTF-8" } })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
        return text;
    }

    private static async Task<Payment> PaidAsync(Town town, Guid payer, string? fault = null)
    {
        var payment = await town.AskAsync(payer);
        var (_, attempt) = await town.StartAttemptAsync(payer, payment.Id);
        await town.PayAsync(attempt, "approve", fault is null ? [] : [fault]);
        return await town.EventuallyAsync(payment.Id, fault is null ? PaymentState.Succeeded : PaymentState.Failed);
    }
}
