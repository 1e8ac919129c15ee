using System.Text.Json;
using OneStop.Platform.Texts;

namespace OneStop.Usage.Figures;

/// <summary>An informational service that the government's 2013 paper shows in its chart of 2012.</summary>
/// <param name="Uses">Null: the chart is an image whose values did not survive, and none is made up.</param>
internal sealed record PaperService(LocalizedText Name, long? Uses);

internal static class PaperServices
{
    internal static readonly IReadOnlyList<PaperService> Informational = Read();

    private static List<PaperService> Read()
    {
        using var file = typeof(PaperServices).Assembly.GetManifestResourceStream("Usage.paper-2012.json")!;
        return JsonSerializer.Deserialize<List<PaperService>>(file, JsonSerializerOptions.Web)!;
    }
}
