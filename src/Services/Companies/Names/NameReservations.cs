using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Names;

/// <summary>Keeps a filing's names free of others from its freezing to its end.</summary>
internal sealed class NameReservations
{
    /// <summary>
    /// Holds both names for the filing, in the caller's write; what it holds already stays. Answers with the problems where another
    /// was quicker, and then holds nothing new; a second at the same instant waits at the lock and then sees the first.
    /// </summary>
    internal async Task<IReadOnlyList<RuleProblem>> ReserveAsync(Write write, Guid filingId, string? english, string? chinese, CancellationToken ct)
    {
        var db = write.Get<CompaniesDb>();
        var holder = HeldName.HolderOf(filingId);
        var wanted = HeldName.Of(english, chinese, holder).ToList();
        foreach (var name in wanted.OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            await write.LockAsync($"companies:name:{name.Key}", ct);
        }

        var keys = wanted.ConvertAll(name => name.Key);
        var held = await db.Names.Where(name => keys.Contains(name.Key)).ToListAsync(ct);
        var problems = NameCheck.Collisions(english, chinese, held.Where(name => name.Holder != holder), write.Get<Text>());
        if (problems.Count == 0)
        {
            db.Names.AddRange(wanted.Where(name => held.TrueForAll(known => known.Key != name.Key)));
            await db.SaveChangesAsync(ct);
        }

        return [.. problems.Select(problem => problem.Problem)];
    }

    /// <summary>Lets the filing's names go, in the caller's write; a name that became a company's stays.</summary>
    internal Task ReleaseAsync(Write write, Guid filingId, CancellationToken ct)
    {
        var holder = HeldName.HolderOf(filingId);
        return write.Get<CompaniesDb>().Names.Where(name => name.Holder == holder && name.CompanyNumber == null).ExecuteDeleteAsync(ct);
    }
}
