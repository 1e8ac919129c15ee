namespace OneStop.Platform.Texts;

/// <summary>A text that is data, in the three languages: a department's name, a reason an officer chose.</summary>
public sealed record LocalizedText(string En, string ZhHant, string ZhHans)
{
    public string In(Lang lang) =>
        lang == Lang.English ? En : lang == Lang.Traditional ? ZhHant : ZhHans;

    public override string ToString() => In(Lang.Current);
}
