using Microsoft.AspNetCore.Http;

namespace OneStop.Platform.PublicPages;

/// <summary>Marks a request that the program makes to itself for publication; collects what the page says of itself.</summary>
internal sealed class Rendering
{
    internal List<DataTag> Tags { get; } = [];

    internal Action? OnEachView { get; set; }
}

/// <summary>What a request that the program made to itself was answered.</summary>
internal sealed record Rendered(int Status, IHeaderDictionary Headers, byte[] Body, Rendering Rendering)
{
    internal string ContentType => Headers.ContentType.ToString();

    /// <summary>Why it cannot be shown to everybody; null where it can.</summary>
    internal string? Refusal => Status != StatusCodes.Status200OK ? $"it answers {Status}" : Headers.SetCookie.Count > 0 ? "it sets a cookie" : null;
}
