using System.Text;

namespace OneStop.Platform.Search;

/// <summary>A table that the front end's build makes: on each line a character, a blank, and the one it leads to.</summary>
internal static class HanTable
{
    internal static IEnumerable<KeyValuePair<int, Rune>> Read(string name)
    {
        using var file = typeof(HanTable).Assembly.GetManifestResourceStream(name);
        using var reader = new StreamReader(file ?? Stream.Null, Encoding.UTF8);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            yield return new(Rune.GetRuneAt(line, 0).Value, Rune.GetRuneAt(line, line.IndexOfAny([' ', '\t']) + 1));
        }
    }
}
