using System.Text;

namespace OneStop.Platform.Search;

/// <summary>A table that the front end's build makes: on each line a character, a tab, and the one it leads to.</summary>
internal static class HanTable
{
    internal static IEnumerable<KeyValuePair<int, Rune>> Read(string name)
    {
        using var file = typeof(HanTable).Assembly.GetManifestResourceStream($"web/{name}")!;
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            yield return new(Rune.GetRuneAt(line, 0).Value, Rune.GetRuneAt(line, line.IndexOf('\t', StringComparison.Ordinal) + 1));
        }
    }
}
