using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OneStop.Platform.Web;

internal static class Encodings
{
    /// <summary>br, gzip or nothing, as the browser takes it.</summary>
    internal static string? Best(HttpRequest request)
    {
        var header = request.Headers.AcceptEncoding;
        // What every browser of today sends.
        if (header is ["gzip, deflate, br, zstd" or "gzip, deflate, br"])
        {
            return "br";
        }

        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Takes(accepted, "br") ? "br" : Takes(accepted, "gzip") ? "gzip" : null;
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality != 0);
}
