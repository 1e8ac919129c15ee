using System.Text;

namespace OneStop.Platform.Search;

internal static class HanTable
{
    internal static IEnumerable<string> Lines(string name)
    {
        using var file = typeof(HanTable).Assembly.GetManifestResourceStream("web/" + name);
        using var reader = new StreamReader(file ?? Stream.Null, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
