using System.Text.Json.Nodes;
using OneStop.Registers.Contracts;

namespace OneStop.Registers.Reading;

/// <summary>An entry and what it says differently from the one before.</summary>
internal sealed record EntryChange(Entry Entry, IReadOnlyList<ChangedValue> Values)
{
    internal static IEnumerable<EntryChange> Of(IReadOnlyList<Entry> history)
    {
        var before = new Dictionary<string, string>();
        foreach (var entry in history)
        {
            var now = new Dictionary<string, string>();
            Flatten(entry.Content, "", now);
            var changed = now.Where(value => before.GetValueOrDefault(value.Key) != value.Value).Select(value => new ChangedValue(value.Key, before.GetValueOrDefault(value.Key), value.Value));
            var gone = before.Where(value => !now.ContainsKey(value.Key)).Select(value => new ChangedValue(value.Key, value.Value, null));
            yield return new EntryChange(entry, [.. changed, .. gone]);
            before = now;
        }
    }

    private static void Flatten(JsonNode? node, string path, Dictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject content:
                foreach (var (name, value) in content)
                {
                    Flatten(value, path.Length == 0 ? name : $"{path}/{name}", values);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Flatten(list[i], $"{path}/{i + 1}", values);
                }

                break;
            case not null:
                values[path] = node.ToString();
                break;
        }
    }
}

/// <param name="Path">Names and places joined by slashes: <c>officers/1/name</c>.</param>
/// <param name="Before">Null where it is new.</param>
/// <param name="Now">Null where it is gone.</param>
internal sealed record ChangedValue(string Path, string? Before, string? Now);
