using OneStop.Platform.Texts;

namespace OneStop.Companies.Register;

/// <summary>The usual classes of shares: the register writes them in English, readers see them in their language. A class with a name of its own stays as it is.</summary>
internal static class ShareClasses
{
    internal const string Ordinary = "Ordinary";
    internal const string Preference = "Preference";
    internal const string Redeemable = "Redeemable preference";
    internal const string Deferred = "Deferred";

    private static readonly Dictionary<string, LocalizedText> Usual = new[]
    {
        new LocalizedText(Ordinary, "普通股", "普通股"),
        new LocalizedText(Preference, "優先股", "优先股"),
        new LocalizedText(Redeemable, "可贖回優先股", "可赎回优先股"),
        new LocalizedText(Deferred, "遞延股", "递延股"),
    }.ToDictionary(words => words.En);

    internal static LocalizedText Named(string name) => Usual.TryGetValue(name, out var words) ? words : new(name, name, name);
}
