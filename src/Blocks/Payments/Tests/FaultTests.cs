using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneStop.Kit;
using OneStop.Payments.Contracts;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Simulator;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Payments.Tests;

/// <summary>Each way in which a provider misbehaves, by example. Faults of the opening call need a town of their own, where nobody else pays.</summary>
public sealed class FaultTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    public static TheoryData<DatabaseKind, string> HarmlessWhenPaying => new(
        from kind in TestDatabase.Kinds
        from fault in (string[])["slow", "duplicate-callback", "out-of-order", "late-callback", "lost-callback", "wrong-signature", "stale-timestamp", "unknown-payment"]
        select (kind, fault));

    [Theory, MemberData(nameof(HarmlessWhenPaying))]
    public async Task A_payment_settles_once_however_the_provider_calls_back(DatabaseKind kind, string fault)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);
        var (_, attempt) = await town.StartAttemptAsync(payer, payment.Id);

        await town.PayAsync(attempt, "approve", fault);
        await town.EventuallyAsync(payment.Id, PaymentState.Succeeded);

        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).SequenceEqual([nameof(PaymentSettled)]));
        Assert.Equal(1, await town.ReadAsync(db => db.LedgerEntries.CountAsync(entry => entry.BillId == payment.Id)));
        Assert.Equal(1, await town.ReadAsync(db => db.Receipts.CountAsync(receipt => receipt.BillId == payment.Id)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_opening_call_that_hangs_fails_or_comes_late_is_resolved_never_guessed(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind, new() { ["Payments:ProviderTimeoutSeconds"] = "1.5" });
        foreach (var fault in (string[])["timeout-before", "timeout-after", "error-after", "slow"])
        {
            await town.SetFaultsAsync(fault);
            var payer = Ids.New();
            var payment = await town.AskAsync(payer);

            var (answer, attempt) = await town.StartAttemptAsync(payer, payment.Id);

            if (fault != "slow")
            {
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                Assert.NotEqual(PaymentState.Failed, (await town.FindAsync(payment.Id)).State);
            }

            await town.PayAsync(attempt);
            await town.EventuallyAsync(payment.Id, PaymentState.Succeeded);
            Assert.Equal(1, await town.ReadAsync(db => db.Attempts.CountAsync(a => a.BillId == payment.Id)));
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_callback_before_the_answer_of_the_opening_call_settles(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        await town.SetFaultsAsync("callback-first");
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);

        await town.StartAttemptAsync(payer, payment.Id);

        await town.EventuallyAsync(payment.Id, PaymentState.Succeeded);
        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).SequenceEqual([nameof(PaymentSettled)]));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_wrong_amount_or_currency_never_settles_and_goes_back(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        foreach (var fault in (string[])["wrong-amount", "wrong-currency"])
        {
            var payer = Ids.New();
            var payment = await town.AskAsync(payer);
            var (_, attempt) = await town.StartAttemptAsync(payer, payment.Id);

            await town.PayAsync(attempt, "approve", fault);

            await town.EventuallyAsync(payment.Id, PaymentState.Failed);
            await Eventually.TrueAsync(() => town.ReadAsync(db => db.Refunds.AnyAsync(refund => refund.BillId == payment.Id && refund.IsSurplus && refund.State == RefundState.Succeeded)));
            Assert.Null((await town.FindAsync(payment.Id)).ReceiptNumber);
            Assert.Equal(0, (await town.FindAsync(payment.Id)).RefundedCents);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_payment_that_the_provider_takes_back_is_told_and_its_refund_needs_no_sending(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);
        var (_, attempt) = await town.StartAttemptAsync(payer, payment.Id);

        await town.PayAsync(attempt, "approve", "reversal");
        await Eventually.TrueAsync(() => town.ReadAsync(db => db.Bills.AnyAsync(bill => bill.Id == payment.Id && bill.State == BillState.Reversed)));
        await town.RefundAsync(payment.Id, payment.TotalCents, "after");

        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).SequenceEqual([nameof(PaymentSettled), nameof(PaymentReversed)]));
        Assert.Equal(RefundState.Void, (await town.ReadAsync(db => db.Refunds.SingleAsync(refund => refund.BillId == payment.Id))).State);
        Assert.Equal(0, await town.ReadAsync(db => db.Postings.Where(posting => db.LedgerEntries.Any(entry => entry.Number == posting.EntryNumber && entry.BillId == payment.Id) && posting.Account == "assets:psp-clearing:simulator").SumAsync(posting => posting.Cents)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refund_that_fails_first_succeeds_later_and_the_same_key_is_one_refund(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);
        var (_, attempt) = await town.StartAttemptAsync(payer, payment.Id);
        await town.PayAsync(attempt, "approve", "refund-fails-first");
        await town.EventuallyAsync(payment.Id, PaymentState.Succeeded);

        await town.RefundAsync(payment.Id, 171_500, "once");
        await town.RefundAsync(payment.Id, 171_500, "once");

        await Assert.ThrowsAsync<InvalidOperationException>(() => town.RefundAsync(payment.Id, 501, "too much"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => town.RefundAsync(payment.Id, 1, "once"));
        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).SequenceEqual([nameof(PaymentSettled), nameof(PaymentRefunded)]));
        var refund = await town.ReadAsync(db => db.Refunds.SingleAsync(refund => refund.BillId == payment.Id));
        Assert.Equal((RefundState.Succeeded, 1), (refund.State, refund.Refusals));
        var owed = await town.ReadAsync(db => db.LedgerEntries.Include(entry => entry.Postings).SingleAsync(entry => entry.SubjectId == refund.Id && entry.Kind == Ledger.EntryKind.RefundOwed));
        Assert.Contains(owed.Postings, posting => posting is { Account: "liabilities:departments:cr", Cents: 171_000 });
        Assert.Contains(owed.Postings, posting => posting is { Account: "liabilities:departments:ird", Cents: 500 });
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Money_for_a_cancelled_payment_goes_back_by_itself(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);
        var (_, attempt) = await town.StartAttemptAsync(payer, payment.Id);

        await town.CancelAsync(payment.Id);
        await town.CancelAsync(payment.Id);
        await town.PayAsync(attempt);

        await Eventually.TrueAsync(() => town.ReadAsync(db => db.Refunds.AnyAsync(refund => refund.BillId == payment.Id && refund.IsSurplus && refund.State == RefundState.Succeeded)));
        Assert.Equal(PaymentState.Cancelled, (await town.FindAsync(payment.Id)).State);
        Assert.Empty(await town.HeardAsync(payment.PayableId));
        var (again, _) = await town.StartAttemptAsync(payer, payment.Id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_cancellation_that_the_money_outran_gives_it_back(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);
        var (_, attempt) = await town.StartAttemptAsync(payer, payment.Id);
        await town.PayAsync(attempt);
        await town.EventuallyAsync(payment.Id, PaymentState.Succeeded);

        await town.CancelAsync(payment.Id);

        await Eventually.TrueAsync(async () => (await town.HeardAsync(payment.PayableId)).SequenceEqual([nameof(PaymentSettled), nameof(PaymentRefunded)]));
        Assert.Equal(payment.TotalCents, (await town.FindAsync(payment.Id)).RefundedCents);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_attempt_nobody_finishes_expires_by_the_providers_word(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind, new() { ["Payments:AttemptSeconds"] = "1" });
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);

        await town.StartAttemptAsync(payer, payment.Id);

        await town.EventuallyAsync(payment.Id, PaymentState.Failed);
        Assert.Equal("expired", (await town.ReadAsync(db => db.Attempts.SingleAsync(attempt => attempt.BillId == payment.Id))).Reason);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_forged_stale_or_unreadable_callback_is_refused_and_the_same_event_is_taken_once(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var keys = town.App.Services.GetService(typeof(SimulatorKeys)) as SimulatorKeys;
        var body = $$"""{"eventId":"evt_{{Ids.New():N}}","merchantReference":"{{Ids.New()}}"}""";
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(HttpStatusCode.Unauthorized, await CallBackAsync(body, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallBackAsync(body, "t=99999999999999999999,v1=zz"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallBackAsync(body, CallbackSignature.Write("guess", now, body)));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallBackAsync(body, CallbackSignature.Write(keys!.CallbackSecret, now.AddMinutes(-6), body)));
        Assert.Equal(HttpStatusCode.BadRequest, await CallBackAsync("[", CallbackSignature.Write(keys.CallbackSecret, now, "[")));
        Assert.Equal(HttpStatusCode.BadRequest, await CallBackAsync("null", CallbackSignature.Write(keys.CallbackSecret, now, "null")));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CallBackAsync(body, CallbackSignature.Write(keys.CallbackSecret, now, body))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(1, await town.ReadAsync(db => db.ProviderEvents.CountAsync(happened => happened.Raw == body)));
        using var http = new HttpClient { BaseAddress = town.App.Address };
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync("/api/payments/providers/nobody/callback", new StringContent("{}"))).StatusCode);

        async Task<HttpStatusCode> CallBackAsync(string text, string? signature)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payments/providers/simulator/callback") { Content = new StringContent(text) };
            if (signature is not null)
            {
                request.Headers.TryAddWithoutValidation(CallbackSignature.Header, signature);
            }

            using var client = new HttpClient { BaseAddress = town.App.Address };
            return (await client.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task The_simulator_refuses_what_it_does_not_know()
    {
        var town = await towns.GetAsync(DatabaseKind.Sqlite);
        var unknown = Ids.New();

        Assert.Equal(HttpStatusCode.NotFound, (await town.PostAsync($"/simulator/api/payments/{unknown}/pay", new { outcome = "approve" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await town.PostAsync($"/simulator/api/payments/{unknown}/pay", new { outcome = "steal" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await town.PostAsync($"/simulator/api/payments/{unknown}/pay", new { outcome = "approve", faults = (string[])["gremlins"] })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await town.PostAsync("/simulator/api/faults", new { faults = (string[])["gremlins"] })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await town.PostAsync("/simulator/api/payments", new { })).StatusCode);
        using var browser = town.App.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/simulator/pay/{unknown}")).Status);
        var control = await browser.OpenAsync("/simulator");
        Assert.Equal("/simulator", (await browser.SubmitAsync(control, new() { ["rate"] = "50" })).Path);
        var book = await browser.Http.GetFromJsonAsync<JsonObject>("/simulator/api/book?day=2020-01-01");
        Assert.Empty(book!["movements"]!.AsArray());
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_simulator()
    {
        await using var town = await Town.StartAsync(DatabaseKind.Sqlite, new() { ["Payments:Simulator"] = "false" });
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);

        Assert.NotEqual(HttpStatusCode.OK, (await town.PostAsync("/simulator/api/faults", new { })).StatusCode);
        var page = await town.App.Browse(payer).OpenAsync($"/en{payment.PayPath}");
        Assert.Contains("Nobody can pay online at the moment", page.Text, StringComparison.Ordinal);
    }
}
