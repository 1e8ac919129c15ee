using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Names;
using OneStop.Companies.Register;
using OneStop.Platform.Search;

namespace OneStop.Companies.Search;

/// <param name="Next">Where the next page begins; null where this is the last.</param>
internal sealed record CompanyHits(IReadOnlyList<Company> Items, long? Next, NothingToFind? Why = null);

/// <summary>Why a question cannot find anything.</summary>
internal enum NothingToFind
{
    TooShort,
    TooLong,
    NoMatch,
}

/// <summary>
/// The register's search: by number, by business registration number, by any part of a name in either language. What the question
/// names exactly comes first, the rest in the order of company numbers.
/// </summary>
internal sealed class FindCompanies(CompaniesDb db)
{
    internal const int MostItems = 100;

    /// <param name="after">The cursor of an earlier answer; null for the first page.</param>
    internal async Task<CompanyHits> FindAsync(string typed, long? after, int limit, CancellationToken ct)
    {
        if (typed.Length > SearchPlan.LongestText)
        {
            return new([], null, NothingToFind.TooLong);
        }

        var exact = await ExactAsync(typed, ct);
        var plan = SearchPlan.Parse(SameName.WithoutEnding(typed.Trim()));
        if (plan is null && exact.Count == 0)
        {
            return new([], null, NothingToFind.TooShort);
        }

        // As many more as may be left out because they stand first already, and one to know whether there is a next page.
        var byWords = plan is null ? [] : await CompaniesDb.Search.FindAsync(db, plan, after ?? 0, limit + exact.Count + 1, ct);
        var rest = byWords.Except(exact).ToList();
        var first = after is null ? exact.Take(limit).ToList() : [];
        var shown = rest.Take(limit - first.Count).ToList();
        var items = await InOrderAsync([.. first, .. shown], ct);
        var next = rest.Count > shown.Count ? shown.Count > 0 ? shown[^1] : 0 : (long?)null;
        return new(items, next, items.Count == 0 ? NothingToFind.NoMatch : null);
    }

    /// <summary>The whole register in the order of numbers.</summary>
    internal async Task<CompanyHits> ListAsync(long after, int limit, CancellationToken ct)
    {
        var companies = await db.Companies.Where(company => company.Number > after).OrderBy(company => company.Number).Take(limit + 1).ToListAsync(ct);
        return new(companies[..Math.Min(limit, companies.Count)], companies.Count > limit ? companies[limit - 1].Number : null);
    }

    private async Task<List<long>> ExactAsync(string typed, CancellationToken ct)
    {
        var (number, brn) = (CompanyNumber.Parse(typed), BusinessNumber.Parse(typed));
        var found = number is null && brn is null
            ? []
            : await db.Companies.Where(company => company.Number == number || company.Brn == brn).OrderBy(company => company.Number).Select(company => company.Number).ToListAsync(ct);
        var key = SameName.Key(typed);
        if (key.Length is > 0 and < HeldName.LongestKey
            && await db.Names.Where(name => name.Key == key).Select(name => name.CompanyNumber).FirstOrDefaultAsync(ct) is { } named && !found.Contains(named))
        {
            found.Add(named);
        }

        return found;
    }

    private async Task<IReadOnlyList<Company>> InOrderAsync(IReadOnlyList<long> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
        {
            return [];
        }

        var found = await db.Companies.Where(company => numbers.Contains(company.Number)).ToDictionaryAsync(company => company.Number, ct);
        return [.. numbers.Where(found.ContainsKey).Select(number => found[number])];
    }
}
