using System.Net;
using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;

namespace OneStop.Filings.Tests.Lives;

public sealed class ReconcileOnSqlite(SteeredSqliteOffice office) : ReconcileTests(office), IClassFixture<SteeredSqliteOffice>;

public sealed class ReconcileOnPostgres(SteeredPostgresOffice office) : ReconcileTests(office), IClassFixture<SteeredPostgresOffice>;

/// <summary>What hangs is finished, ended or refunded. The clock stands still, so one test at a time moves it.</summary>
public abstract class ReconcileTests(DogOffice office)
{
    [Fact]
    public async Task Money_that_nobody_told_of_is_found()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync(office.Dog("pet"));
        await PayUntoldAsync(id);

        await LaterAsync(TimeSpan.FromSeconds(61));
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal(["AskPayment", "Submit", "Approve", "Complete"], LivesTests.StepsOf(await amy.GetAsync(id)));
    }

    [Fact]
    public async Task A_paid_filing_that_no_event_moves_is_pushed_on()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync();
        office.Troubles.Make("decide", id);
        await amy.SubmitAsync(id);
        office.Troubles.Mend("decide", id);

        await LaterAsync(TimeSpan.FromSeconds(61));
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal(1, await office.LicencesAsync(id));
    }

    [Fact]
    public async Task What_can_not_be_finished_is_refused_with_the_whole_fee_back()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync(office.Dog("pet"));
        office.Troubles.Make("fulfil", id);
        await PayUntoldAsync(id);
        await LaterAsync(TimeSpan.FromSeconds(61));
        await office.ReachesAsync(id, FilingState.Approved);

        await LaterAsync(TimeSpan.FromHours(25));

        var filing = await amy.GetAsync(id);
        Assert.Equal("refused", filing["state"]!.GetValue<string>());
        Assert.Equal(12000, filing["payment"]!["refundedCents"]!.GetValue<long>());
        Assert.Contains("This is our failure", filing["timeline"]!.AsArray()[^1]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_paid_in_time_expires_and_lets_its_name_go()
    {
        var amy = office.NewCitizen();
        var name = office.NewName();
        var id = await amy.SubmitAsync(office.Dog("pet", name: name));

        await LaterAsync(TimeSpan.FromDays(8));

        var filing = await amy.GetAsync(id);
        Assert.Equal("expired", filing["state"]!.GetValue<string>());
        Assert.Equal("cancelled", filing["payment"]!["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await amy.SubmitAsync(await amy.DraftAsync(office.Dog(name: name)))).StatusCode);
    }

    [Fact]
    public async Task What_is_not_signed_in_time_expires()
    {
        var (amy, ben) = (office.NewCitizen(), office.NewCitizen("Ben"));
        var id = await amy.SubmitAsync(office.Dog(keeper: amy.Person.Email, owners: ben));

        await LaterAsync(TimeSpan.FromDays(15));

        Assert.Equal(FilingState.Expired, (await office.FindAsync(id)).State);
    }

    [Fact]
    public async Task A_draft_is_deleted_when_it_has_not_been_touched_for_its_time()
    {
        var amy = office.NewCitizen();
        var left = await amy.DraftAsync();
        var kept = await amy.DraftAsync();
        await LaterAsync(TimeSpan.FromDays(20));
        (await amy.Http.PatchAsync($"/api/filings/{kept}", new StringContent("""{"dog":{"weight":9}}"""))).EnsureSuccessStatusCode();

        await LaterAsync(TimeSpan.FromDays(11));

        Assert.Equal(HttpStatusCode.NotFound, (await amy.Http.GetAsync($"/api/filings/{left}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await amy.Http.GetAsync($"/api/filings/{kept}")).StatusCode);
    }

    [Fact]
    public async Task Money_that_came_while_the_filer_withdrew_is_not_lost()
    {
        var amy = office.NewCitizen();
        var id = await amy.SubmitAsync(office.Dog("pet"));
        await PayUntoldAsync(id);

        var answer = await amy.Http.PostAsync($"/api/filings/{id}/withdraw", null);
        await office.ReachesAsync(id, FilingState.Completed);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    private async Task PayUntoldAsync(Guid id) =>
        office.Till.Change((await office.FindAsync(id)).PaymentId!.Value, payment => payment with { State = PaymentState.Succeeded });

    private Task LaterAsync(TimeSpan time)
    {
        office.App.Time!.Advance(time);
        return office.ReconcileAsync();
    }
}
