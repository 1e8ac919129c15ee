using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Companies.Generate;
using OneStop.Companies.Names;
using OneStop.Companies.Register;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Tests.Generate;

public sealed class GenerateTests
{
    [Theory, MemberData(nameof(RegisterApps.Engines), MemberType = typeof(RegisterApps))]
    public async Task A_register_is_filled_up_to_the_number_asked_for_and_goes_on_where_it_stopped(DatabaseKind kind)
    {
        await using var app = await RegisterApps.StartAsync(kind);
        var own = await app.RegisterAsync("Own Company Limited", null);

        await CompaniesModule.GenerateAsync(app.Services, 300, default);
        await CompaniesModule.GenerateAsync(app.Services, 300, default);
        await CompaniesModule.GenerateAsync(app.Services, 700, default);

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<CompaniesDb>();
            Assert.InRange(await db.Companies.CountAsync(), 700, 701);
            var last = await db.Companies.OrderByDescending(company => company.Number).FirstAsync();
            var registers = scope.GetRequiredService<IRegisters>();
            var entry = await registers.FindAsync(RegisterNames.Companies, CompanyNumber.Format(last.Number));
            var company = CompanyParticulars.From(entry!.Content);
            Assert.Equal(RegisterNames.DemonstrationCause, entry.Cause);
            Assert.Equal(last.NameEnglish, company.NameEnglish);
            Assert.NotEmpty(company.Officers);
            Assert.NotNull(await registers.FindAsync(RegisterNames.Businesses, company.Brn));
            Assert.Equal(own.Number, CompanyNumber.Format((await db.Companies.SingleAsync(row => !row.IsDemonstration)).Number));
        });
        Assert.Contains("made up for demonstration", (await app.Browse().OpenAsync("/en/companies/0000700")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Made_up_names_can_be_registered_and_none_is_another()
    {
        var names = new GeneratedNames(GeneratorWords.Read());
        var made = Enumerable.Range(0, 20_000).Select(index => names.Next(index)).ToList();

        var keys = made.SelectMany(name => HeldName.Of(name.English, name.Chinese, "")).Select(name => name.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(made.Take(2_000), name => Assert.Empty(NameForm.Check(name.English, name.Chinese)));
        Assert.All(made.Take(2_000), name => Assert.Empty(NameApproval.Find(name.English, name.Chinese, new DateOnly(2026, 1, 1))));
    }

    [Fact]
    public void The_same_index_makes_the_same_company()
    {
        var words = GeneratorWords.Read();

        GeneratedCompany Make() => new CompanyGenerator(words, 1000).Make(77, new GeneratedNames(words).Next(77), "0000078", "60000078");

        Assert.Equivalent(Make(), Make(), strict: true);
        Assert.Equal(Make().Company.Shares[0].Number, Make().Company.Members.Sum(member => member.Number));
    }
}
