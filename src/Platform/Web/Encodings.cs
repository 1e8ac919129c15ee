using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OneStop.Platform.Web;

internal static class Encodings
{
    private const string Br = "br";
    private const string Gzip = "gzip";

    /// <summary>br, gzip or nothing, as the browser takes it.</summary>
    internal static string? Best(HttpRequest request)
    {
        var header = request.Headers.AcceptEncoding;
        var (br, gzip) = (false, false);
        for (var i = 0; i < header.Count; i++)
        {
            var best = Best(header[i]);
            br |= best == Br;
            gzip |= best == Gzip;
        }

        return br ? Br : gzip ? Gzip : null;
    }

    /// <param name="accepted">One field's value.</param>
    internal static string? Best(ReadOnlySpan<char> accepted)
    {
        // What every browser of today sends.
        if (accepted is "gzip, deflate, br, zstd" or "gzip, deflate, br")
        {
            return Br;
        }

        var (br, gzip) = (false, false);
        foreach (var part in accepted.Split(','))
        {
            br |= Takes(accepted[part], Br);
            gzip |= Takes(accepted[part], Gzip);
        }

        return br ? Br : gzip ? Gzip : null;
    }

    /// <param name="accepted">One of the list: <c>gzip;q=0.5</c>.</param>
    private static bool Takes(ReadOnlySpan<char> accepted, string encoding)
    {
        var end = accepted.IndexOf(';');
        var name = end < 0 ? accepted : accepted[..end];
        return name.Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase) && (end < 0 || Quality(accepted[(end + 1)..].Trim()) > 0);
    }

    private static double Quality(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase) && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) ? quality : 1;
}
