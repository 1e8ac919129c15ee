using System.Collections.Frozen;
using System.Text.Json;

namespace OneStop.RoadCargo.Assessment;

/// <summary>The fields by the names that rules call them.</summary>
internal static class FieldNames
{
    internal static readonly FrozenDictionary<string, TextField> Texts = Of<TextField>();
    internal static readonly FrozenDictionary<string, NumberField> Numbers = Of<NumberField>();
    internal static readonly FrozenDictionary<string, CodeField> Codes = Of<CodeField>();

    private static readonly FrozenDictionary<TextField, string> Names = Texts.ToFrozenDictionary(field => field.Value, field => field.Key);

    internal static string Of(TextField field) => Names[field];

    private static FrozenDictionary<string, TField> Of<TField>()
        where TField : struct, Enum =>
        Enum.GetValues<TField>().ToFrozenDictionary(field => JsonNamingPolicy.CamelCase.ConvertName(field.ToString()), StringComparer.Ordinal);
}
