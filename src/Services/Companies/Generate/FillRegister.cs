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
            var (slice, isLast) = (await ahead, from + Slice >= count);
            ahead = Make(from + Slice);
            await writes.RunAsync(write => StoreAsync(write, slice, isLast, ct), ct);
        }

        Task<List<GeneratedCompany>> Make(int from) => Task.Run(
            () => Enumerable.Range(from, Math.Clamp(count - from, 0, Slice)).Select(index => generator.Make(
                index, names.Next(index), CompanyNumber.Format(number + index - made), BusinessNumber.Format(brn + index - made))).ToList(), ct);
    }

    private static async Task StoreAsync(Write write, List<GeneratedCompany> slice, bool isLast, CancellationToken ct)
    {
        await write.Get<IRegisters>().LoadAsync(slice.AsParallel().AsOrdered().SelectMany(Entries).ToAsyncEnumerable(), ct);
        var db = write.Get<CompaniesDb>();
        var companies = slice.ConvertAll(made => Company.Of(made.Company, isDemonstration: true));
        await db.InsertManyAsync(companies, ct);
        await db.InsertManyAsync(slice.SelectMany(Names), ct);
        await CompaniesDb.Search.PutManyAsync(db, companies.Select(company => (company.Number, company.SearchText)), ct);
        if (isLast)
        {
            await CompaniesDb.Search.TidyAsync(db, ct);
        }
    }

    private static IEnumerable<NewEntry> Entries(GeneratedCompany made)
    {
        yield return new(RegisterNames.Companies, made.Company.Number, made.Company.IncorporatedOn, RegisterNames.DemonstrationCause, made.Company.ToJson());
        yield return new(RegisterNames.Businesses, made.Business.Brn, made.Business.StartedOn, RegisterNames.DemonstrationCause, made.Business.ToJson());
    }

    private static IEnumerable<HeldName> Names(GeneratedCompany made)
    {
        foreach (var name in made.Names)
        {
            name.CompanyNumber = CompanyNumber.Parse(made.Company.Number);
            yield return name;
        }
    }
}
