using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Companies.Register;

/// <summary>A number given to a filing before its company exists, so that the certificate can be made before the write that completes it.</summary>
internal sealed class GivenNumber
{
    public Guid FilingId { get; init; }
    public long Number { get; init; }
    public long Brn { get; init; }
}

/// <summary>Gives each company its number and its business registration number, once for each filing.</summary>
internal sealed class CompanyNumbers(CompaniesDb db, Writes writes)
{
    private const long FirstBrn = 60_000_001;

    /// <summary>The same filing always gets the same numbers.</summary>
    internal async Task<(string Number, string Brn)> ForFilingAsync(Guid filingId, CancellationToken ct)
    {
        var given = await db.Numbers.FirstOrDefaultAsync(number => number.FilingId == filingId, ct)
            ?? await writes.RunApartAsync(write => GiveAsync(write, filingId, ct), ct);
        return (CompanyNumber.Format(given.Number), BusinessNumber.Format(given.Brn));
    }

    private static async Task<GivenNumber> GiveAsync(Write write, Guid filingId, CancellationToken ct)
    {
        await write.LockAsync("companies:numbers", ct);
        var companies = write.Get<CompaniesDb>();
        if (await companies.Numbers.FirstOrDefaultAsync(number => number.FilingId == filingId, ct) is { } before)
        {
            return before;
        }

        var (number, brn) = await NextAsync(companies, ct);
        var given = new GivenNumber { FilingId = filingId, Number = number, Brn = brn };
        companies.Numbers.Add(given);
        return given;
    }

    /// <summary>The first numbers that neither a company nor a filing has.</summary>
    internal static async Task<(long Number, long Brn)> NextAsync(CompaniesDb companies, CancellationToken ct)
    {
        var number = Math.Max(
            await companies.Companies.MaxAsync(company => (long?)company.Number, ct) ?? 0,
            await companies.Numbers.MaxAsync(given => (long?)given.Number, ct) ?? 0);
        var brn = Math.Max(
            await companies.Companies.MaxAsync(company => (long?)company.Brn, ct) ?? FirstBrn - 1,
            await companies.Numbers.MaxAsync(given => (long?)given.Brn, ct) ?? FirstBrn - 1);
        return (number + 1, brn + 1);
    }
}
