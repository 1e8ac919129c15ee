using System.Text;
using System.Text.RegularExpressions;
using OneStop.Platform.Identifiers;

namespace OneStop.Documents.Verification;

/// <summary>The serial that a file claims to be, from its description; a claim, not a proof.</summary>
internal static partial class SerialInside
{
    internal static string? Find(byte[] pdf) => Pattern().Matches(Encoding.Latin1.GetString(pdf))
        .Select(match => ReferenceNumber.Parse(match.Value)).FirstOrDefault(serial => serial is not null);

    [GeneratedRegex("[A-Z]{2,3}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-Z]{3}")]
    private static partial Regex Pattern();
}
