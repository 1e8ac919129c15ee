using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneStop.Kit;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Tests;

public sealed class ApiTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_key_answers_the_same_and_another_body_under_it_is_refused(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);

        var (first, attempt) = await town.StartAttemptAsync(payer, payment.Id, "key 1");
        var (replayed, again) = await town.StartAttemptAsync(payer, payment.Id, "key 1");
        var (reused, _) = await town.StartAttemptAsync(payer, payment.Id, "key 1", "another");
        var (standing, same) = await town.StartAttemptAsync(payer, payment.Id, "key 2");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, replayed.StatusCode);
        Assert.Equal(attempt, again);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reused.StatusCode);
        Assert.Equal((HttpStatusCode.Created, attempt), (standing.StatusCode, same));
        Assert.StartsWith($"{town.App.Address}simulator/pay/", (await first.Content.ReadFromJsonAsync<JsonObject>())!["redirectUrl"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_many_at_once_one_opens_an_attempt_and_those_under_its_key_wait_or_get_its_answer(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => town.StartAttemptAsync(payer, payment.Id, i % 2 == 0 ? "shared" : $"own {i}")));

        Assert.All(answers, answer => Assert.Contains(answer.Answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.Accepted, HttpStatusCode.Conflict]));
        Assert.All(answers.Where(answer => answer.Answer.StatusCode == HttpStatusCode.Conflict), answer => Assert.NotNull(answer.Answer.Headers.RetryAfter));
        Assert.Equal(1, await town.ReadAsync(db => db.Attempts.CountAsync(attempt => attempt.BillId == payment.Id)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Bad_requests_are_problems_and_change_nothing(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);
        using var http = town.App.Browse(payer).Http;

        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsJsonAsync($"/api/payments/{payment.Id}/attempts", new { method = "simulator" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await town.StartAttemptAsync(payer, payment.Id, new string('k', 256))).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await town.StartAttemptAsync(payer, payment.Id, method: "cowries")).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await town.StartAttemptAsync(payer, payment.Id, method: null)).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await town.StartAttemptAsync(payer, Ids.New())).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await town.StartAttemptAsync(Ids.New(), payment.Id)).Answer.StatusCode);
        foreach (var body in (string[])["{", "null", "[]", "{\"method\": 7}", ""])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payments/{payment.Id}/attempts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", Ids.New().ToString());
            Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(request)).StatusCode);
        }

        Assert.Equal(PaymentState.Created, (await town.FindAsync(payment.Id)).State);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_payer_and_cashiers_read_a_payment_and_others_do_not_learn_that_it_exists(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var payer = Ids.New();
        var payment = await town.AskAsync(payer);
        var (_, attempt) = await town.StartAttemptAsync(payer, payment.Id);
        await town.PayAsync(attempt);
        await town.EventuallyAsync(payment.Id, PaymentState.Succeeded);

        var mine = await town.App.Browse(payer).Http.GetFromJsonAsync<JsonObject>($"/api/payments/{payment.Id}");
        var byReference = await town.App.Browse(Ids.New(), [Town.Cashier]).Http.GetFromJsonAsync<JsonObject>($"/api/payments/{payment.Reference}");
        var events = await town.App.Browse(payer).Http.GetFromJsonAsync<JsonArray>($"/api/payments/{payment.Id}/events");

        Assert.Equal("succeeded", mine!["state"]!.GetValue<string>());
        Assert.Equal(172_000, byReference!["totalCents"]!.GetValue<long>());
        Assert.Contains(events!, change => change!["emitted"]?.GetValue<string>() == nameof(PaymentSettled));
        Assert.Equal(HttpStatusCode.NotFound, (await town.App.Browse(Ids.New()).Http.GetAsync($"/api/payments/{payment.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await town.App.Browse(Ids.New()).Http.GetAsync($"/api/payments/{payment.Id}/events")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await town.App.Browse(payer).Http.GetAsync("/api/payments/nonsense")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await town.App.Browse().Http.GetAsync($"/api/payments/{payment.Id}")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Asked_for_the_same_thing_again_even_at_once_the_payment_that_stands_is_answered(DatabaseKind kind)
    {
        var town = await towns.GetAsync(kind);
        var request = new PaymentRequest("test", Ids.New(), Ids.New(), "cr", new LocalizedText("a", "b", "c"), [new FeeLine("cr.x", new LocalizedText("a", "b", "c"), 100, true, "r")], "/");

        var payments = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => town.App.WriteAsync(write => write.Get<IPayments>().RequestAsync(request))));

        Assert.Single(payments.Select(payment => payment.Id).Distinct());
        await Assert.ThrowsAsync<ArgumentException>(() => town.App.WriteAsync(write => write.Get<IPayments>().RequestAsync(request with { PayableId = Ids.New(), Lines = [] })));
    }
}
