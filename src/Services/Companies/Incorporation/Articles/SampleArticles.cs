using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation.Articles;

/// <summary>The sample articles of association, by set, kind of company and day. [A] Their wording is a sample of ours; the mandatory ones follow Cap. 622 ss.81 to 85.</summary>
internal static class SampleArticles
{
    internal static readonly IReadOnlyList<string> Sets = ["sample-a", "sample-b"];
    private static readonly IReadOnlyList<Row> Rows = DatedFile.Read<Row>("articles.json");

    internal static IReadOnlyList<LocalizedText> Of(string set, CompanyKind kind, DateOnly day) =>
        [.. Rows.Where(row => row.IsInForce(day) && row.Sets.Contains(set) && row.Kinds.Contains(kind)).Select(row => new LocalizedText(row.En, row.ZhHant, row.ZhHans))];

    /// <summary>The set as this application fills it in.</summary>
    internal static IReadOnlyList<LocalizedText> Filled(string set, Application application, DateOnly day)
    {
        var kind = application.Kind ?? CompanyKind.Private;
        return [.. Of(set, kind, day).Select(article => new LocalizedText(Fill(article.En, Lang.English), Fill(article.ZhHant, Lang.Traditional), Fill(article.ZhHans, Lang.Simplified)))];

        string Fill(string article, Lang lang) => Blanks(application, lang).Aggregate(article, (text, blank) => text.Replace(blank.Key, blank.Value, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Blanks(Application application, Lang lang)
    {
        var (listed, means) = lang.IsChinese ? ("；", "：") : ("; ", ": ");
        return new()
        {
            ["{name}"] = string.Join(" ", new[] { application.English, application.Chinese }.OfType<string>()),
            ["{guarantee}"] = new Money(application.GuaranteeCents ?? 0).ToString(),
            ["{capital}"] = string.Join(listed, application.Capital.Select(of => $"{of.Number:N0} {Class(of.Class)}{(lang.IsChinese ? "，" : ", ")}{new Money(of.Amount ?? 0, of.Currency ?? "HKD")}")),
            ["{members}"] = string.Join(listed, application.Founders.Select(founder => founder.Number is { } number ? $"{founder.Party.Name}{means}{number:N0} {Class(founder.Class)}" : founder.Party.Name)),
        };

        string Class(string? name) => ShareClasses.Named(name ?? "").In(lang);
    }

    private sealed record Row(
        IReadOnlyList<string> Sets, IReadOnlyList<CompanyKind> Kinds, DateOnly From, DateOnly? To, string En, string ZhHant, string ZhHans) : IDated;
}
