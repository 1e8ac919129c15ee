using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Edifact;

namespace OneStop.RoadCargo.Tests.Consignments;

public sealed class ConsignmentRulesTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);

    private static TypedConsignment Right => Samples.Typed with { ExpectedOn = "2026-12-03" };

    [Fact]
    public void The_eight_items_are_taken_in_one_form()
    {
        var one = ConsignmentRules.Check(Right with { Direction = " IMPORT ", PackageCount = "１２", PackageKind = "ct", Articles = "  men's\r\ncotton\u202E shirts ", ExpectedOn = "20261203" }, Today);

        Assert.Empty(one.Problems);
        Assert.Equal((Direction.Import, 12, "CT", "men's cotton shirts", new DateOnly(2026, 12, 3)), (one.Content!.Direction, one.Content.PackageCount, one.Content.PackageKind, one.Content.Articles, one.Content.ExpectedOn));
    }

    [Theory]
    [InlineData("2026-12-01", null)]
    [InlineData("2026-12-15", null)]
    [InlineData("2026-11-30", "expected.past")]
    [InlineData("2026-12-16", "expected.too-far")]
    [InlineData("2026-02-30", "expected.invalid")]
    [InlineData("tomorrow", "expected.invalid")]
    [InlineData("9999-12-31", "expected.too-far")]
    [InlineData("0001-01-01", "expected.past")]
    [InlineData("", "expected.missing")]
    public void The_expected_day_is_today_or_at_most_fourteen_days_ahead(string day, string? code) =>
        Assert.Equal(code, ConsignmentRules.Check(Right with { ExpectedOn = day }, Today).Problems.SingleOrDefault()?.Code);

    [Theory]
    [InlineData("1", null)]
    [InlineData("999999", null)]
    [InlineData("0", "packages.count.range")]
    [InlineData("1000000000", "packages.count.range")]
    [InlineData("99999999999999999999999", "packages.count.range")]
    [InlineData("-1", "packages.count.range")]
    [InlineData("1.5", "packages.count.range")]
    [InlineData("1e3", "packages.count.range")]
    [InlineData("twelve", "packages.count.range")]
    [InlineData(" ", "packages.count.missing")]
    [InlineData("1\ud800", "packages.count.range")]
    public void The_number_of_packages_is_a_whole_number_in_bounds(string count, string? code) =>
        Assert.Equal(code, ConsignmentRules.Check(Right with { PackageCount = count }, Today).Problems.SingleOrDefault()?.Code);

    [Theory]
    [InlineData("General cargo", true)]
    [InlineData("GOODS.", true)]
    [InlineData("12 x general  cargo (mixed)", false)]
    [InlineData("雜貨", true)]
    [InlineData("杂货", true)]
    [InlineData("ceramic tiles", false)]
    public void Words_that_say_nothing_are_taken_with_a_warning(string articles, bool vague)
    {
        var one = ConsignmentRules.Check(Right with { Articles = articles }, Today);

        Assert.True(one.IsRight);
        Assert.Equal(vague, one.Warnings.Any(warning => warning.Code == "articles.vague"));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_each_with_its_place()
    {
        var none = ConsignmentRules.Check(new TypedConsignment(), Today);

        Assert.Equal(
            ["direction", "packages/count", "packages/description", "articles", "consignor/name", "consignor/address", "consignee/name", "consignee/address", "expectedOn"],
            none.Problems.Select(problem => problem.Path));
        Assert.Null(none.Content);
    }

    [Theory]
    [InlineData("!!!", "articles.missing")]
    [InlineData("\u200B\u200B", "articles.missing")]
    [InlineData("\ud800", "articles.missing")]
    public void Words_without_a_letter_or_digit_are_missing(string articles, string code) =>
        Assert.Equal(code, ConsignmentRules.Check(Right with { Articles = articles }, Today).Problems.Single().Code);

    [Fact]
    public void What_is_too_long_is_refused_however_long()
    {
        foreach (var length in new[] { 513, 5_000, 2_000_000 })
        {
            Assert.Equal("articles.too-long", ConsignmentRules.Check(Right with { Articles = new string('x', length) }, Today).Problems.Single().Code);
        }

        Assert.Empty(ConsignmentRules.Check(Right with { Articles = new string('x', 512) }, Today).Problems);
    }

    [Fact]
    public void An_amendment_may_keep_a_day_that_is_past() =>
        Assert.Empty(ConsignmentRules.Check(Right with { ExpectedOn = "2026-11-29" }, Today, unchanged: new DateOnly(2026, 11, 29)).Problems);

    [Fact]
    public void Every_problem_of_the_rules_has_a_code_for_APERAK()
    {
        var all = new[]
        {
            new TypedConsignment(),
            new TypedConsignment
            {
                Direction = "?", PackageCount = "0", PackageKind = "??", Packages = new('x', 999), Articles = new('x', 999), ConsignorName = new('x', 999), ConsignorAddress = new('x', 999),
                ConsigneeName = new('x', 999), ConsigneeAddress = new('x', 999), ExpectedOn = "?", Message = new('x', 999),
            },
            Right with { ExpectedOn = "2026-11-30" },
            Right with { ExpectedOn = "2027-11-30" },
        }.SelectMany(typed => ConsignmentRules.Check(typed, Today).Problems).Select(problem => problem.Code).Distinct().ToList();

        Assert.True(all.Count >= 20);
        Assert.All(all, code => Assert.Contains(code, ErrorCodes.All.Keys));
        Assert.Equal(ErrorCodes.All.Count, ErrorCodes.All.Values.Distinct().Count());
        Assert.All(ErrorCodes.All.Values, code => Assert.InRange(code.Length, 1, 8));
    }
}
