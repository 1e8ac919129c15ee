using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Names;

/// <param name="Entry">The company whose name collides; null where the name is kept for an application, or where it is not about another's name.</param>
internal sealed record NameProblem(RuleProblem Problem, CollidingEntry? Entry = null);

internal sealed record CollidingEntry(string Name, string Number);

/// <summary>Whether names can be registered: their form, and whether somebody has them.</summary>
internal sealed class NameCheck(CompaniesDb db, Text text, TimeProvider time)
{
    /// <param name="filingId">A draft's own id, so that a name it holds itself is no collision.</param>
    internal async Task<IReadOnlyList<RuleProblem>> CheckAsync(string? english, string? chinese, Guid? filingId, CancellationToken ct) =>
        [.. (await ExamineAsync(english, chinese, filingId, ct)).Select(problem => problem.Problem)];

    internal async Task<IReadOnlyList<NameProblem>> ExamineAsync(string? english, string? chinese, Guid? filingId, CancellationToken ct)
    {
        var problems = NameForm.Check(english, chinese).Select(problem => new NameProblem(problem)).ToList();
        var keys = HeldName.Of(english, chinese, "").Select(name => name.Key).Where(key => key.Length is > 0 and < HeldName.LongestKey).ToList();
        if (keys.Count > 0)
        {
            var own = filingId is { } id ? HeldName.HolderOf(id) : null;
            var held = await db.Names.Where(name => keys.Contains(name.Key) && name.Holder != own).ToListAsync(ct);
            problems.AddRange(Collisions(english, chinese, held, text));
        }

        return problems;
    }

    /// <summary>Why an officer must approve the names; empty where nobody need (Cap. 622 s.100(2)).</summary>
    internal IReadOnlyList<LocalizedText> NeedsApproval(string? english, string? chinese) =>
        [.. NameApproval.Find(english, chinese, HongKong.Today(time)).Select(word => text.All($"companies.names.approval.{word.Basis}", word.Word, Laws.Cited(word.Rule)))];

    internal static IReadOnlyList<NameProblem> Collisions(string? english, string? chinese, IEnumerable<HeldName> held, Text text)
    {
        var byKey = held.ToDictionary(name => name.Key);
        return [.. Find("name/english", english).Concat(Find("name/chinese", chinese))];

        IEnumerable<NameProblem> Find(string path, string? wanted)
        {
            if (!string.IsNullOrWhiteSpace(wanted) && byKey.TryGetValue(SameName.Key(wanted), out var found))
            {
                yield return Collision(path, wanted, found, text);
            }
        }
    }

    private static NameProblem Collision(string path, string wanted, HeldName found, Text text)
    {
        const string rule = "Cap. 622 s.100(1)(a)";
        if (found.CompanyNumber is not { } number)
        {
            return new(new RuleProblem(path, "name.kept-for-another", "companies.names.kept-for-another", rule));
        }

        var entry = new CollidingEntry(found.Name, CompanyNumber.Format(number));
        var problem = new RuleProblem(path, "name.same-as-registered", "companies.names.same-as-registered", rule)
        {
            Args = [found.Name, entry.Number, Reasons(SameName.Explain(wanted.Trim(), found.Name), text)],
        };
        return new(problem, entry);
    }

    private static LocalizedText Reasons(IReadOnlyList<Sameness> rules, Text text)
    {
        var all = rules.Count == 0
            ? [text.All("companies.names.sameness.Alike")]
            : rules.Select(rule => text.All($"companies.names.sameness.{rule}")).ToList();
        return new(
            string.Join("; ", all.Select(reason => reason.En)),
            string.Join("；", all.Select(reason => reason.ZhHant)),
            string.Join("；", all.Select(reason => reason.ZhHans)));
    }
}
