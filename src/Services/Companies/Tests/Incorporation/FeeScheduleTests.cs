using OneStop.Companies.Incorporation;
using OneStop.Companies.Register;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Tests.Incorporation;

public sealed class FeeScheduleTests
{
    private static readonly DateOnly First = new(2012, 4, 1);

    [Theory]
    [InlineData("2012-04-01", 1, 1720_00 + 450_00, 295_00)]
    [InlineData("2013-03-31", 3, 1720_00 + 3200_00 + 1350_00, 295_00)]
    [InlineData("2020-09-30", 1, 1720_00 + 2250_00, 295_00)]
    [InlineData("2020-10-01", 1, 1545_00 + 2250_00, 265_00)]
    [InlineData("2023-04-01", 1, 1545_00 + 2150_00, 265_00)]
    [InlineData("2024-03-31", 3, 1545_00 + 5650_00, 265_00)]
    [InlineData("2024-04-01", 1, 1545_00 + 2200_00, 265_00)]
    [InlineData("2026-03-31", 3, 1545_00 + 5720_00, 265_00)]
    [InlineData("2026-04-01", 1, 1545_00 + 2350_00, 265_00)]
    public void A_company_with_shares_pays_what_its_day_asks(string day, int term, long total, long kept)
    {
        var rows = FeeSchedule.For(CompanyKind.Private, term, DateOnly.Parse(day));

        Assert.Equal(total, rows.Sum(row => row.Cents));
        Assert.Equal(kept, rows.Where(row => !row.Refundable).Sum(row => row.Cents));
    }

    [Theory]
    [InlineData(25, "cr.incorporation.registration@2020-10-01≤25")]
    [InlineData(26, "cr.incorporation.registration@2020-10-01")]
    [InlineData(null, "cr.incorporation.registration@2020-10-01")]
    public void A_company_by_guarantee_pays_by_the_number_of_its_members(int? members, string row) =>
        Assert.Contains(row, FeeSchedule.For(CompanyKind.Guarantee, 1, new DateOnly(2026, 11, 25), members).Select(fee => fee.Row));

    [Fact]
    public void Every_day_since_2012_has_one_row_for_each_fee()
    {
        for (var day = First; day < new DateOnly(2030, 1, 1); day = day.AddDays(1))
        {
            foreach (var (kind, term) in from kind in Enum.GetValues<CompanyKind>() from term in new[] { 1, 3 } select (kind, term))
            {
                var fees = FeeSchedule.Rows.Where(row => row.IsInForce(day) && row.Kinds?.Contains(kind) != false && (row.Term ?? term) == term && row.Members is null)
                    .GroupBy(row => row.Code).ToDictionary(fee => fee.Key, fee => fee.Count());
                Assert.Equal(4, fees.Count);
                Assert.All(fees, fee => Assert.Equal(1, fee.Value));
            }
        }
    }

    [Fact]
    public void Every_row_says_where_it_comes_from() => Assert.All(FeeSchedule.Rows, row =>
    {
        Assert.Matches("^[CA]$", row.Mark);
        Assert.NotEmpty(row.Source);
        Assert.True(row.To is null || row.From <= row.To);
        Assert.True(row.Cents >= 0);
    });

    [Fact]
    public void The_service_states_the_amounts_that_are_charged_today()
    {
        var texts = TextCatalogue.Read(typeof(CompaniesModule).Assembly, Lang.English);
        var cost = texts["companies.incorporation.service.cost"];
        var year = FeeSchedule.For(CompanyKind.Private, 1, new DateOnly(2026, 11, 25));
        var threeYears = FeeSchedule.For(CompanyKind.Private, 3, new DateOnly(2026, 11, 25));

        Assert.Contains(Sum(year, "cr."), cost);
        Assert.Contains(Sum(year, "ird."), cost);
        Assert.Contains(Sum(threeYears, "ird."), cost);
    }

    [Theory]
    [InlineData("2013-01-01", "NC1 (2/2011)", "IRBR1 (2/2011)")]
    [InlineData("2014-03-02", "NC1 (2/2011)", "IRBR1 (2/2011)")]
    [InlineData("2014-03-03", "NNC1 (1/2014)", "IRBR1 (2/2011)")]
    [InlineData("2026-11-25", "NNC1 (10/2022)", "IRBR1 (2/2011)")]
    public void The_printed_forms_are_those_of_the_day(string day, params string[] forms) =>
        Assert.Equal(forms, FormEditions.On(CompanyKind.Private, DateOnly.Parse(day)));

    private static string Sum(IReadOnlyList<FeeRow> rows, string department) =>
        new Money(rows.Where(row => row.Code.StartsWith(department, StringComparison.Ordinal)).Sum(row => row.Cents)).ToString();
}
