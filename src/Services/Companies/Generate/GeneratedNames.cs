using OneStop.Companies.Names;
using OneStop.Companies.Register;

namespace OneStop.Companies.Generate;

/// <param name="Held">What nobody else may be called after it.</param>
internal sealed record GeneratedName(string? English, string? Chinese, Trade Trade, IReadOnlyList<HeldName> Held);

/// <summary>Bilingual names, skewed as real ones are, none the same as another. Drawn one after another from the first.</summary>
internal sealed class GeneratedNames(GeneratorWords words)
{
    private const int NamesStream = 1;
    private readonly HashSet<ulong> taken = [];

    /// <summary>Keys of names that others hold already.</summary>
    internal void Take(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            taken.Add(Mark(key));
        }
    }

    internal GeneratedName Next(long index)
    {
        var draw = new Draw(index, NamesStream);
        for (var length = draw.Percent(55) ? 2 : 3; ; length++)
        {
            var name = Try(ref draw, length);
            if (TakeAll(name))
            {
                return name;
            }
        }
    }

    private GeneratedName Try(ref Draw draw, int length)
    {
        var trade = draw.Common(words.Trades);
        var (english, chinese) = draw.Percent(70) ? Stem(ref draw, words.Syllables, length) : Stem(ref draw, words.Words, length - 1);
        var qualifier = draw.Percent(30) ? draw.Common(words.Qualifiers) : null;
        if (qualifier?.English == trade.English)
        {
            qualifier = null;
        }

        var written = draw.Below(100);
        var ending = draw.Below(100) switch { < 60 => "Limited", < 88 => "Company Limited", < 95 => "Co., Limited", _ => "(HK) Limited" };
        var inEnglish = written < 8 ? null : $"{english}{(qualifier is null ? "" : " " + qualifier.English)} {trade.English} {ending}";
        var inChinese = written is >= 8 and < 40 ? null : $"{chinese}{qualifier?.Chinese}{trade.Chinese}有限公司";
        return new(inEnglish, inChinese, trade, [.. HeldName.Of(inEnglish, inChinese, RegisterNames.DemonstrationCause)]);
    }

    private static (string English, string Chinese) Stem(ref Draw draw, IReadOnlyList<WordPair> from, int length)
    {
        var (english, chinese) = ("", "");
        for (var i = 0; i < length; i++)
        {
            var word = draw.Common(from);
            english += i == 0 ? word.English : " " + word.English;
            chinese += word.Chinese;
        }

        return (english, chinese);
    }

    private bool TakeAll(GeneratedName name)
    {
        var marks = name.Held.Select(held => Mark(held.Key)).ToList();
        if (marks.Exists(taken.Contains))
        {
            return false;
        }

        taken.UnionWith(marks);
        return true;
    }

    // FNV-1a; eight bytes a name instead of the name. Two names with one mark cost no more than another draw.
    private static ulong Mark(string key)
    {
        var mark = 0xCBF29CE484222325;
        foreach (var symbol in key)
        {
            mark = (mark ^ symbol) * 0x100000001B3;
        }

        return mark | 1;
    }
}
