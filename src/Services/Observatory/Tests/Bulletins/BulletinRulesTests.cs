using System.Text.Json;
using OneStop.Observatory.Bulletins;

namespace OneStop.Observatory.Tests.Bulletins;

public sealed class BulletinRulesTests
{
    [Theory]
    [InlineData("nextIssueAt", "2026-11-25T16:30", "bulletin.next-issue")]
    [InlineData("nextIssueAt", "2026-11-28T16:30", "bulletin.next-issue")]
    [InlineData("nextIssueAt", "soon", "bulletin.time")]
    [InlineData("days/0/date", "2026-11-25", "bulletin.day-order")]
    [InlineData("days/3/date", "2026-02-30", "bulletin.date")]
    [InlineData("days/0/minimumTemperature", "24", "bulletin.range", "days/0/maximumTemperature")]
    [InlineData("days/0/minimumTemperature", "-11", "bulletin.number")]
    [InlineData("days/0/maximumTemperature", "46", "bulletin.number")]
    [InlineData("days/0/maximumTemperature", "twenty", "bulletin.number")]
    [InlineData("days/0/maximumTemperature", "22.5", "bulletin.number")]
    [InlineData("days/8/minimumHumidity", "-1", "bulletin.number")]
    [InlineData("days/8/maximumHumidity", "101", "bulletin.number")]
    [InlineData("days/8/maximumHumidity", "54", "bulletin.range")]
    [InlineData("days/8/maximumHumidity", "", "bulletin.number")]
    [InlineData("days/2/icon", "55", "bulletin.icon")]
    [InlineData("days/2/icon", "99999999999", "bulletin.icon")]
    [InlineData("days/2/rain", "2", "bulletin.choice")]
    [InlineData("days/2/rain", "", "bulletin.choice")]
    [InlineData("days/2/rain", "certain", "bulletin.choice")]
    [InlineData("days/4/weather/en", "", "bulletin.language-missing")]
    [InlineData("days/4/wind/zhHant", "", "bulletin.language-missing")]
    [InlineData("convert", "", "bulletin.language-missing", "days/0/weather/zhHans")]
    [InlineData("days/9/date", "2026-12-05", "bulletin.days-many", "days/9")]
    [InlineData("sea/station", "XX", "bulletin.station")]
    [InlineData("sea/value", "NaN", "bulletin.number")]
    [InlineData("sea/at", "2026-11-26T16:30", "bulletin.measured")]
    [InlineData("soil/0/depth", "0.7", "bulletin.depth")]
    public void Each_fault_of_a_nine_day_forecast_is_named_at_its_field(string path, string value, string code, string? at = null)
    {
        var fields = Drafts.NineDays(Drafts.Now);
        fields[path] = value;

        var reading = BulletinRules.Read(BulletinKind.NineDayForecast, BulletinFields.Empty.With(fields), Drafts.Now);

        Assert.Null(reading.Content);
        Assert.Contains((at ?? path, code), reading.Problems.Select(problem => (problem.Path, problem.Code)));
        Assert.True(path == "convert" || reading.Problems.Count == 1, string.Join(", ", reading.Problems.Select(problem => problem.Path)));
    }

    [Theory]
    [InlineData("forecast/en", "", "bulletin.language-missing")]
    [InlineData("tropicalCyclone/en", "One far away.", "bulletin.language-missing", "tropicalCyclone/zhHant")]
    [InlineData("icons/0", "", "bulletin.icon")]
    [InlineData("icons/1", "51", "bulletin.icon-twice")]
    [InlineData("icons/3", "52", "bulletin.icons-many")]
    public void Each_fault_of_a_local_forecast_is_named_at_its_field(string path, string value, string code, string? at = null)
    {
        var fields = Drafts.LocalForecast(Drafts.Now);
        fields[path] = value;

        var reading = BulletinRules.Read(BulletinKind.LocalForecast, BulletinFields.Empty.With(fields), Drafts.Now);

        Assert.Equal((at ?? path, code), reading.Problems.Select(problem => (problem.Path, problem.Code)).Single());
    }

    [Fact]
    public void Whole_ones_are_read_with_simplified_text_made_by_machine()
    {
        var local = BulletinRules.Read(BulletinKind.LocalForecast, BulletinFields.Empty.With(Drafts.LocalForecast(Drafts.Now)), Drafts.Now);
        var nine = BulletinRules.Read(BulletinKind.NineDayForecast, BulletinFields.Empty.With(Drafts.NineDays(Drafts.Now)), Drafts.Now);

        var content = Assert.IsType<LocalForecast>(local.Content);
        Assert.Equal("一股干燥的大陆气流正影响广东。", content.GeneralSituation.ZhHans);
        Assert.Equal(("", true), (content.TropicalCyclone.En, local.IsConverted));
        Assert.Equal((9, RainProbability.MediumLow, 0.5), Assert.IsType<NineDayForecast>(nine.Content) is var forecast ? (forecast.Days.Count, forecast.Days[8].Rain, forecast.Soil[0].Depth) : default);
    }

    [Fact]
    public void A_record_becomes_the_fields_it_was_read_from()
    {
        var fields = BulletinFields.Empty.With(Drafts.NineDays(Drafts.Now));
        var first = BulletinRules.Read(BulletinKind.NineDayForecast, fields, Drafts.Now);

        var again = BulletinRules.Read(BulletinKind.NineDayForecast, BulletinFields.Of(JsonDocument.Parse(first.Json).RootElement).With([KeyValuePair.Create("nextIssueAt", fields["nextIssueAt"])]), Drafts.Now);

        Assert.Empty(again.Problems);
        Assert.Equal(first.Json, again.Json);
    }

    [Fact]
    public void A_tip_that_stays_keeps_its_time()
    {
        Dictionary<string, string> fields = new() { ["convert"] = "yes", ["nextIssueAt"] = CivilTime.Field(Drafts.Now.AddHours(3)), ["tips/0/text/en"] = "Swells.", ["tips/0/text/zhHant"] = "湧浪。" };
        var before = (SpecialTips)BulletinRules.Read(BulletinKind.SpecialTips, BulletinFields.Empty.With(fields), Drafts.Now.AddHours(-1)).Content!;
        (fields["tips/3/text/en"], fields["tips/3/text/zhHant"]) = ("Dry.", "乾燥。");

        var now = (SpecialTips)BulletinRules.Read(BulletinKind.SpecialTips, BulletinFields.Empty.With(fields), Drafts.Now, before).Content!;

        Assert.Equal([Drafts.Now.AddHours(-1), Drafts.Now], now.Tips.Select(tip => tip.UpdatedAt));
    }
}
