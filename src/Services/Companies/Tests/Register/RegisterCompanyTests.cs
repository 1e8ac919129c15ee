using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Companies.Register;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Tests.Register;

public sealed class RegisterCompanyTests(RegisterApps apps)
{
    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_company_registered_twice_by_one_filing_is_one(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (name, filing) = (MadeCompanies.Own("Twice"), Ids.New());

        var first = await app.RegisterAsync(name, null, filing);
        var second = await app.RegisterAsync(name, null, filing);

        Assert.Equal(first.Number, second.Number);
        var history = await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().HistoryAsync(RegisterNames.Companies, first.Number));
        Assert.Single(history);
        Assert.Equal(1, await app.InScopeAsync(scope => scope.GetRequiredService<CompaniesDb>().Companies.CountAsync(company => company.NameEnglish == name)));
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task What_the_register_holds_reads_back_as_it_was_written(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);

        var written = await app.RegisterAsync(MadeCompanies.Own("Round"), null);

        var entry = await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().FindAsync(RegisterNames.Companies, written.Number));
        Assert.Equivalent(written, CompanyParticulars.From(entry!.Content), strict: true);
    }

    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_filing_keeps_its_numbers_and_no_two_share_any(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var filings = Enumerable.Range(0, 30).Select(_ => Ids.New()).ToList();

        var given = await Task.WhenAll(filings.Concat(filings).Select(filing =>
            app.InScopeAsync(scope => scope.GetRequiredService<CompanyNumbers>().ForFilingAsync(filing, default))));

        Assert.Equal(given[..30], given[30..]);
        Assert.Equal(30, given.Select(numbers => numbers.Number).Distinct().Count());
        Assert.Equal(30, given.Select(numbers => numbers.Brn).Distinct().Count());
        Assert.All(given, numbers => Assert.Equal((7, 8), (numbers.Number.Length, numbers.Brn.Length)));
    }

    [Theory]
    [InlineData("1234567", 1234567L)]
    [InlineData("12", 12L)]
    [InlineData(" 123 4567 ", 1234567L)]
    [InlineData("１２３-４５６７", 1234567L)]
    [InlineData("12345678", null)]
    [InlineData("0", null)]
    [InlineData("A12", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999999999999999999999999999", null)]
    public void A_number_is_taken_as_people_type_it(string typed, long? number)
    {
        Assert.Equal(number, CompanyNumber.Parse(typed));
    }
}
