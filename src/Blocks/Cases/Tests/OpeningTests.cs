using OneStop.Cases.Contracts;
using OneStop.Cases.Handling;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Cases.Tests;

public sealed class OpeningTests(Engines engines) : IClassFixture<Engines>
{
    public static TheoryData<DatabaseKind> Kinds => Engines.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_subject_has_one_open_case_however_often_and_however_many_ask(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var open = CasesApp.Open();

        var opened = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.OpenAsync(open)));

        Assert.Single(opened.Distinct());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_subject_that_went_away_closes_its_case_and_may_get_another(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var open = CasesApp.Open();
        var first = await app.OpenAsync(open);

        await app.App.WriteAsync(async write =>
        {
            await write.Get<ICases>().CloseAsync(open.SubjectKind, open.SubjectId, "withdrawn");
            await write.Get<ICases>().CloseAsync(open.SubjectKind, open.SubjectId, "withdrawn again");
            return true;
        });
        var second = await app.OpenAsync(open);

        Assert.NotEqual(first, second);
        using var officer = app.Officer();
        var page = await officer.OpenAsync($"/en/cases/{first}");
        Assert.Contains("Closed without a decision", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.TimesDecidedAsync(first));
    }

    [Theory]
    [InlineData("2026-11-25", 4, "2026-12-01")]
    [InlineData("2026-11-27", 1, "2026-11-30")]
    [InlineData("2026-11-28", 1, "2026-11-30")]
    [InlineData("2026-11-23", 5, "2026-11-30")]
    public void Targets_count_working_days(string opened, int days, string due) =>
        Assert.Equal(DateOnly.Parse(due), Targets.AddWorkingDays(DateOnly.Parse(opened), days));

    [Fact]
    public void A_desk_without_a_target_of_its_own_has_the_general_one()
    {
        Assert.Equal(new DateOnly(2026, 12, 1), Targets.DueOn("cr:registrar", new DateOnly(2026, 11, 25)));
        Assert.Equal(new DateOnly(2026, 12, 2), Targets.DueOn("xx:clerk", new DateOnly(2026, 11, 25)));
    }
}
