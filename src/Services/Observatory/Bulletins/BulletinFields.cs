using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OneStop.Observatory.Warnings;

namespace OneStop.Observatory.Bulletins;

/// <summary>
/// A bulletin as it was given, right or wrong: each value under its path (<c>days/0/weather/en</c>). A form and a JSON document come
/// to the same fields, so that both are read by the same rules; the form's names have dashes.
/// </summary>
internal sealed record BulletinFields(IReadOnlyDictionary<string, string> Values)
{
    internal const int MostFields = 300;

    internal static readonly BulletinFields Empty = new(new Dictionary<string, string>());

    internal string this[string path] => Values.GetValueOrDefault(path, "");

    internal static BulletinFields Of(IFormCollection form) => new(Kept(
        form.Where(field => !field.Key.StartsWith('_') && field.Key is not ("seen" or "act" or "handler")).Select(field => KeyValuePair.Create(field.Key.Replace('-', '/'), field.Value[0] ?? ""))));

    internal static BulletinFields Of(JsonElement document) => new(Kept(Flatten(document, "")));

    internal static BulletinFields Of<T>(T content) => Of(JsonSerializer.SerializeToElement(content, DataFile.Json));

    internal BulletinFields With(IEnumerable<KeyValuePair<string, string>> more)
    {
        var all = new Dictionary<string, string>(Values, StringComparer.Ordinal);
        foreach (var (path, value) in more)
        {
            all[path] = value;
        }

        return new BulletinFields(Kept(all));
    }

    /// <summary>The paths at which two differ.</summary>
    internal IEnumerable<string> Differences(BulletinFields other) =>
        Values.Keys.Union(other.Values.Keys).Where(path => this[path] != other[path]).Order(StringComparer.Ordinal);

    private static SortedDictionary<string, string> Kept(IEnumerable<KeyValuePair<string, string>> values)
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, value) in values)
        {
            if (kept.Count < MostFields && ProposedText.CleanText(value) is { Length: > 0 } text)
            {
                kept[path] = text;
            }
        }

        return kept;
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Flatten(member.Value, path.Length == 0 ? member.Name : $"{path}/{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Flatten(item, $"{path}/{index}")),
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => [KeyValuePair.Create(path, element.ToString())],
    };
}
