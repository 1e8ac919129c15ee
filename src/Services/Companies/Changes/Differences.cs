using OneStop.Companies.Register;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Changes;

/// <summary>One particular as it was and as it is asked to be.</summary>
/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where there will be none.</param>
internal sealed record Difference(LocalizedText What, LocalizedText? Before, LocalizedText? After);

/// <summary>What two states of a company differ in, in words, side by side.</summary>
internal sealed class Differences(Text text)
{
    private const string Prefix = $"{ChangeForm.Prefix}.compare";

    internal IReadOnlyList<Difference> Between(CompanyParticulars before, CompanyParticulars after) =>
    [
        .. One("office", Words(before.RegisteredOffice), Words(after.RegisteredOffice)),
        .. One("records", before.RecordsAt is { } was ? Words(was) : null, after.RecordsAt is { } now ? Words(now) : null),
        .. One("last-return", before.LastReturn is { } last ? Text.DayInAll(last) : null, after.LastReturn is { } made ? Text.DayInAll(made) : null),
        .. Lists("officer", before.Officers, after.Officers, officer => (officer.Role, officer.Name), Words),
        .. Lists("shares", before.Shares, after.Shares, shares => shares.Class, Words),
        .. Lists("member", before.Members, after.Members, member => (member.Name, member.Class), Words),
    ];

    private IEnumerable<Difference> One(string what, LocalizedText? before, LocalizedText? after) => before == after ? [] : [new(text.All($"{Prefix}.{what}"), before, after)];

    /// <summary>Whoever goes is set beside whoever takes the same place; what is left of either stands alone.</summary>
    private IEnumerable<Difference> Lists<T, TKey>(string what, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, TKey> key, Func<T, LocalizedText> words)
        where T : notnull
    {
        var (gone, added) = (before.Except(after).ToList(), after.Except(before).ToList());
        foreach (var was in gone.ToList())
        {
            if (added.FirstOrDefault(now => Equals(key(now), key(was))) is { } now)
            {
                gone.Remove(was);
                added.Remove(now);
                yield return new(text.All($"{Prefix}.{what}"), words(was), words(now));
            }
        }

        for (var i = 0; i < Math.Max(gone.Count, added.Count); i++)
        {
            yield return new(text.All($"{Prefix}.{what}"), i < gone.Count ? words(gone[i]) : null, i < added.Count ? words(added[i]) : null);
        }
    }

    private static LocalizedText Words(PostalAddress address)
    {
        var country = Countries.Find(address.Country);
        return new(In(Lang.English), In(Lang.Traditional), In(Lang.Simplified));

        string In(Lang lang) => $"{address}, {country?.In(lang) ?? address.Country}";
    }

    private LocalizedText Words(Officer officer) => text.All(
        $"{Prefix}.officer.line", text.All($"companies.role.{officer.Role}"), string.Join(' ', new[] { officer.Name, officer.NameChinese }.OfType<string>()),
        officer.CorrespondenceAddress is { } address ? Words(address) : "—", Text.DayInAll(officer.AppointedOn));

    private LocalizedText Words(ShareClass shares) => text.All(
        $"{Prefix}.shares.line", ShareClasses.Named(shares.Class), Text.Number(shares.Number), new Money(shares.AmountCents, shares.Currency), new Money(shares.PaidCents, shares.Currency));

    private LocalizedText Words(Member member) => member.Class.Length == 0
        ? new(member.Name, member.Name, member.Name)
        : text.All($"{Prefix}.member.line", member.Name, ShareClasses.Named(member.Class), Text.Number(member.Number));
}
