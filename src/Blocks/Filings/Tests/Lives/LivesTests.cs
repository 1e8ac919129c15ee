using System.Net;
using System.Text.Json.Nodes;
using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;

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
        await office.PayAsync(id);
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal("awaitingPayment", waiting["state"]!.GetValue<string>());
        Assert.Equal(12000, waiting["payment"]!["totalCents"]!.GetValue<long>());
        Assert.EndsWith($"/pay/{waiting["payment"]!["id"]}", waiting["payment"]!["payUrl"]!.GetValue<string>(), StringComparison.Ordinal);
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
        await office.PayAsync(id);
        await office.ReachesAsync(id, FilingState.UnderReview);

        await office.DecideAsync(id, CaseDecision.Return, "muzzle");
        await office.ReachesAsync(id, FilingState.Returned);
        var returned = await amy.GetAsync(id);
        var page = await amy.Browser.OpenAsync($"/en/filings/{id}");
        await amy.SubmitAsync(id);
        await office.ReachesAsync(id, FilingState.UnderReview);
        await office.DecideAsync(id, CaseDecision.Approve);
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
        await office.PayAsync(id);
        await office.ReachesAsync(id, FilingState.UnderReview);

        await office.DecideAsync(id, CaseDecision.Refuse, "cruel");
        await office.ReachesAsync(id, FilingState.Refused);

        Assert.Equal(DogLicence.DogLicence.Licence, (await amy.GetAsync(id))["payment"]!["refundedCents"]!.GetValue<long>());
        Assert.Equal(HttpStatusCode.OK, (await amy.SubmitAsync(await amy.DraftAsync(office.Dog(name: name)))).StatusCode);
    }

    internal static IEnumerable<string> StepsOf(JsonObject filing) => filing["timeline"]!.AsArray().Select(step => step!["step"]!.GetValue<string>());
}
