using OneStop.Platform.PublicPages;

namespace OneStop.Platform.Web.Developers;

/// <summary>The API's reference for people and for programs; the program's own code decides it.</summary>
internal sealed class Reference : IPublication
{
    public static string Code => "platform.reference";

    public static IReadOnlyList<DataTag> DependsOn => [];

    public Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Page("/developers").Answer($"/openapi/{ApiDocument.Name}.json", anyOrigin: true);
        return Task.CompletedTask;
    }
}
