using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Names;
using OneStop.Companies.Register;
using OneStop.Platform.Data;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Generate;

/// <summary>
/// Fills the register up to so many made-up companies, in slices that are each one write; what is there already stays and costs nothing,
/// so it goes on where it was broken off.
/// </summary>
internal sealed class FillRegister(CompaniesDb db, Writes writes)
{
    private const int Slice = 5_000;

    internal async Task UpToAsync(int count, CancellationToken ct)
    {
        if (await db.Companies.MaxAsync(company => (long?)company.Number, ct) >= count)
        {
            return;
        }

        var made = await db.Companies.CountAsync(company => company.IsDemonstration, ct);
        var (number, brn) = await CompanyNumbers.NextAsync(db, ct);
        var words = GeneratorWords.Read();
        var names = new GeneratedNames(words);
        names.Take(await db.Names.Where(name => name.Holder != RegisterNames.DemonstrationCause).Select(name => name.Key).ToListAsync(ct));
        for (var index = 0; index < made; index++)
        {
            names.Next(index);
        }

        var generator = new CompanyGenerator(words, count);
        var ahead = Make(made);
        for (var from = made; from < count; from += Slice)
        {
            var slice = await ahead;
            ahead = Make(from + Slice);
            await writes.RunAsync(write => StoreAsync(write, slice, ct), ct);
        }

        await writes.RunAsync(write => CompaniesDb.Search.TidyAsync(write.Get<CompaniesDb>(), ct), ct);

        Task<List<GeneratedCompany>> Make(int from) => Task.Run(
            () => Enumerable.Range(from, Math.Clamp(count - from, 0, Slice)).Select(index => generator.Make(
                index, names.Next(index), CompanyNumber.Format(number + index - made), BusinessNumber.Format(brn + index - made))).ToList(), ct);
    }

    private static async Task StoreAsync(Write write, List<GeneratedCompany> slice, CancellationToken ct)
    {
        var rows = slice.AsParallel().AsOrdered();
        await write.Get<IRegisters>().LoadAsync(rows.SelectMany(Entries).ToAsyncEnumerable(), ct);
        var db = write.Get<CompaniesDb>();
        var companies = rows.Select(made => Company.Of(made.Company, isDemonstration: true)).ToList();
        await db.InsertManyAsync(companies, ct);
        await db.InsertManyAsync(companies.AsParallel().AsOrdered().SelectMany(Names).ToList(), ct);
        await CompaniesDb.Search.PutManyAsync(db, companies.Select(company => (company.Number, company.SearchText)), ct);
    }

    private static IEnumerable<NewEntry> Entries(GeneratedCompany made)
    {
        yield return new(RegisterNames.Companies, made.Company.Number, made.Company.IncorporatedOn, RegisterNames.DemonstrationCause, made.Company.ToJson());
        yield return new(RegisterNames.Businesses, made.Business.Brn, made.Business.StartedOn, RegisterNames.DemonstrationCause, made.Business.ToJson());
    }

    private static IEnumerable<HeldName> Names(Company company)
    {
        foreach (var name in HeldName.Of(company.NameEnglish, company.NameChinese, RegisterNames.DemonstrationCause))
        {
            name.CompanyNumber = company.Number;
            yield return name;
        }
    }
}
