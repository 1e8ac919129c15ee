using Microsoft.AspNetCore.Http;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Ogc;

/// <summary>Why a request is refused: a key of the texts (<c>observatory.ogc.…</c>) and what it names.</summary>
internal sealed record OgcRefusal(string Reason, int Status = StatusCodes.Status400BadRequest, params object[] Named)
{
    internal const int TooLarge = StatusCodes.Status413PayloadTooLarge;

    /// <summary>The exception of OGC API Features 1.0, section 7.5.1.</summary>
    internal IResult ToResult(Text text) =>
        Results.Json(new { code = Reason, description = text[$"observatory.ogc.{Reason}", [.. Named]] }, Answer.Json, "application/json", Status);
}
