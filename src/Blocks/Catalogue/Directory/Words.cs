using System.Text.RegularExpressions;

namespace OneStop.Catalogue.Directory;

internal static partial class Words
{
    /// <summary>StartingABusiness as it stands in addresses and keys: starting-a-business.</summary>
    internal static string Dashed(string name) => Capital().Replace(name, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
