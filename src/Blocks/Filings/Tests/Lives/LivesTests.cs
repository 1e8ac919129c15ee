using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Kit;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Tests.Lives;

public sealed class LivesOnSqlite(SqliteOffice office) : LivesTests(office), IClassFixture<SqliteOffice>;

public sealed class LivesOnPostgres(PostgresOffice office) : LivesTests(office), IClassFixture<PostgresOffice>;

/// <summary>Whole lives of filings, from draft to end.</summary>
public abstract class LivesTests(DogOffice office)
{
    [Fact]
    public async Task A_free_unsigned_filing_is_completed_at_once()
    {
        var amy = office.NewCitizen();

        var id = await amy.SubmitAsync();
        await office.ReachesAsync(id, FilingState.Completed);

        var filing = await amy.GetAsync(id);
        Assert.Equal(["Submit", "Approve", "Complete"], StepsOf(filing));
        Assert.StartsWith("DL-", filing["reference"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(64, filing["contentHash"]!.GetValue<string>().Length);
        Assert.StartsWith("L-Rex", filing["outcome"]!["result"]!["licence"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, await office.LicencesAsync(id));
    }

    [Fact]
    public async Task A_paid_filing_waits_for_its_money_and_is_then_completed()
    {
        var amy = office.NewCitizen();

        var id = await amy.SubmitAsync(office.Dog("pet"));
        var waiting = await amy.GetAsync(id);
        await office.PayAsync(amy, id);
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal("awaitingPayment", waiting["state"]!.GetValue<string>());
        Assert.Equal(12000, waiting["payment"]!["totalCents"]!.GetValue<long>());
        Assert.EndsWith($"/en/pay/{waiting["payment"]!["reference"]}", waiting["payment"]!["payUrl"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["AskPayment", "Submit", "Approve", "Complete"], StepsOf(await amy.GetAsync(id)));
    }

    [Fact]
    public async Task A_signed_filing_goes_on_with_the_last_signature()
    {
        var (amy, ben) = (office.NewCitizen(), office.NewCitizen("Ben"));

        var id = await amy.SubmitAsync(office.Dog(keeper: amy.Person.Email, owners: ben));
        await amy.SignAllAsync();
        var halfway = await amy.GetAsync(id);
        await ben.SignAllAsync();
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal("awaitingSignatures", halfway["state"]!.GetValue<string>());
        Assert.Equal(["AskSignatures", "Signed", "Signed", "Submit", "Approve", "Complete"], StepsOf(await amy.GetAsync(id)));
    }

    [Fact]
    public async Task A_reviewed_filing_is_returned_changed_and_approved_without_a_second_payment()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync(office.Dog("pet", "fighting"));
        await office.PayAsync(amy, id);
        await office.ReachesAsync(id, FilingState.UnderReview);

        await office.DecideAsync(id, "return", "muzzle");
        await office.ReachesAsync(id, FilingState.Returned);
        var returned = await amy.GetAsync(id);
        var page = await amy.Browser.OpenAsync($"/en/filings/{id}");
        await amy.SubmitAsync(id);
        await office.ReachesAsync(id, FilingState.UnderReview);
        await office.DecideAsync(id, "approve");
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal(["Show that it wears a muzzle", "Bring it on."], returned["reasons"]!.AsArray().Select(reason => reason!.GetValue<string>()));
        Assert.Contains("Show that it wears a muzzle", page.Text, StringComparison.Ordinal);
        Assert.Equal(["AskPayment", "Submit", "Review", "Return", "Submit", "Review", "Approve", "Complete"], StepsOf(await amy.GetAsync(id)));
        Assert.Equal(1, await office.LicencesAsync(id));
    }

    [Fact]
    public async Task A_refused_filing_gives_back_the_refundable_part_and_the_name()
    {
        var amy = office.NewCitizen();
        var name = office.NewName();
        var id = await amy.SubmitAsync(office.Dog("pet", "fighting", name));
        await office.PayAsync(amy, id);
        await office.ReachesAsync(id, FilingState.UnderReview);

        await office.DecideAsync(id, "refuse", "cruel");
        await office.ReachesAsync(id, FilingState.Refused);

        await Eventually.TrueAsync(async () => (await amy.GetAsync(id))["payment"]!["refundedCents"]!.GetValue<long>() == DogLicence.DogLicence.Licence);
        Assert.Equal(HttpStatusCode.OK, (await amy.SubmitAsync(await amy.DraftAsync(office.Dog(name: name)))).StatusCode);
    }

    [Fact]
    public async Task What_a_service_refuses_at_the_last_gives_back_all_of_the_money()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync(office.Dog("pet", name: DogLicence.DogLicence.Overtaken + office.NewName()));

        await office.PayAsync(amy, id);
        await office.ReachesAsync(id, FilingState.Refused);

        await Eventually.TrueAsync(async () => (await amy.GetAsync(id))["payment"]!["refundedCents"]!.GetValue<long>() == DogLicence.DogLicence.Lodgement + DogLicence.DogLicence.Licence);
        var refused = await amy.GetAsync(id);
        Assert.Equal(["AskPayment", "Submit", "Approve", "Refuse"], StepsOf(refused));
        Assert.Contains(DogLicence.DogLicence.Overtaken, Assert.Single(refused["reasons"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, await office.LicencesAsync(id));
    }

    [Fact]
    public async Task A_withdrawn_filing_ends_its_case_and_gives_back_the_refundable_part()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync(office.Dog("pet", "fighting"));
        await office.PayAsync(amy, id);
        await office.ReachesAsync(id, FilingState.UnderReview);

        var page = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}/withdraw"));
        var again = await amy.Http.PostAsync($"/api/filings/{id}/withdraw", null);

        Assert.Contains("Withdrawn", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await Eventually.TrueAsync(async () => (await amy.GetAsync(id))["payment"]!["refundedCents"]!.GetValue<long>() == DogLicence.DogLicence.Licence);
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.DecideAsync(id, "approve"));
    }

    [Fact]
    public async Task An_unpaid_filing_is_taken_back_changed_and_paid_anew()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync(office.Dog("pet"));
        var first = (await office.FindAsync(id)).PaymentId;

        await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}/change"));
        await amy.SubmitAsync(id);
        var second = (await office.FindAsync(id)).PaymentId;
        await office.PayAsync(amy, id);
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.Conflict, (await amy.Http.PostAsync($"/api/filings/{id}/withdraw", null)).StatusCode);
    }

    [Fact]
    public async Task What_fails_for_a_while_is_completed_once_when_it_works_again()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync();
        office.Troubles.Make("fulfil", id);

        await amy.SubmitAsync(id);
        await office.ReachesAsync(id, FilingState.Approved);
        office.Troubles.Mend("fulfil", id);
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal(1, await office.LicencesAsync(id));
    }

    [Fact]
    public async Task Submitted_ten_times_at_once_it_is_submitted_once()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => amy.SubmitAsync(id)));
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(["Submit", "Approve", "Complete"], StepsOf(await amy.GetAsync(id)));
        Assert.Equal(1, await office.LicencesAsync(id));
    }

    [Fact]
    public async Task Of_two_for_the_same_name_at_one_instant_one_wins_and_the_other_is_told_why()
    {
        var name = office.NewName();
        var citizens = Enumerable.Range(0, 6).Select(_ => office.NewCitizen()).ToList();
        var drafts = await Task.WhenAll(citizens.Select(citizen => citizen.DraftAsync(office.Dog(name: name))));

        var answers = await Task.WhenAll(citizens.Zip(drafts, (citizen, draft) => citizen.SubmitAsync(draft)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var (citizen, draft) in citizens.Zip(drafts).Where((_, i) => answers[i].StatusCode != HttpStatusCode.OK))
        {
            var check = await citizen.Browser.OpenAsync($"/en/filings/{draft}/check");
            Assert.Contains("A dog is called", check.Text, StringComparison.Ordinal);
            Assert.Contains("(Cap. 421 s.1)", check.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_service_refuses_while_freezing_leaves_the_draft_as_it_was()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync(office.Dog(name: "Forbidden"));

        var answer = await amy.SubmitAsync(id);
        var page = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}/check"), new() { ["declared"] = "yes" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("A dog is called Forbidden already", page.Text, StringComparison.Ordinal);
        Assert.Equal(FilingState.Draft, (await office.FindAsync(id)).State);
        Assert.Equal("", (await office.FindAsync(id)).Reference);
    }

    [Fact]
    public async Task Officers_see_the_frozen_answers_with_the_sealed_ones_marked()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync(office.Dog(breed: "fighting"));
        await office.ReachesAsync(id, FilingState.UnderReview);

        var subject = await office.App.InScopeAsync(scope => scope.GetServices<ICaseSubject>().Single(subject => subject.Kind == "filing").DescribeAsync(id));

        var rows = subject!.Sections.SelectMany(section => section.Rows).ToList();
        Assert.Equal(["Home address", "Identity number"], rows.Where(row => row.Sealed).Select(row => row.Label));
        Assert.Contains(rows, row => row is { Label: "Breed", Value: "Fighting dog" });
    }

    [Fact]
    public async Task Every_step_is_told_audited_and_counted()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync();
        await office.ReachesAsync(id, FilingState.Completed);

        var inbox = await amy.Browser.OpenAsync("/en/inbox");

        Assert.Contains("Dog licence: received", inbox.Text, StringComparison.Ordinal);
        Assert.Contains("Dog licence: completed", inbox.Text, StringComparison.Ordinal);
        Assert.Equal(["filing.approved", "filing.completed", "filing.submitted"], await office.AuditedAsync(id));
        Assert.True(office.App.Services.GetRequiredService<TestUsage>().Of(UsageStep.Complete) > 0);
    }

    [Fact]
    public async Task A_filing_on_an_earlier_form_is_shown_and_finished_on_that_form()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);
        await office.OnFormAsync(id, version: 1);

        var tasks = await amy.Browser.OpenAsync($"/en/filings/{id}");
        var print = await amy.Browser.OpenAsync($"/en/filings/{id}/print");

        Assert.Contains("Your dog", tasks.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("About you", tasks.Text, StringComparison.Ordinal);
        Assert.Contains("Edition of the form 1", print.Text, StringComparison.Ordinal);
    }

    internal static IEnumerable<string> StepsOf(JsonObject filing) => filing["timeline"]!.AsArray().Select(step => step!["step"]!.GetValue<string>());
}
