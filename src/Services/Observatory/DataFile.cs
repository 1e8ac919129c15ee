using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneStop.Observatory;

/// <summary>The module's JSON: its data files, and what it keeps as JSON in its tables. Enums by their names.</summary>
internal static class DataFile
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static T Read<T>(string name)
    {
        using var file = typeof(DataFile).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }
}
