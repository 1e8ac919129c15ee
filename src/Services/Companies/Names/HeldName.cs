namespace OneStop.Companies.Names;

/// <summary>A name that nobody else may have, registered or kept for a filing. Its key is unique, so two can never win the same name.</summary>
internal sealed class HeldName
{
    internal const int LongestKey = 400;

    /// <summary>What the name comes to under the rules of sameness: <see cref="SameName.Key"/>.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>What brought it here: <c>filing/ID</c>, <c>demonstration</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>Null as long as it is only kept for a filing.</summary>
    public long? CompanyNumber { get; set; }

    internal static string HolderOf(Guid filingId) => $"filing/{filingId}";

    internal static IEnumerable<HeldName> Of(string? english, string? chinese, string holder) =>
        new[] { english, chinese }
            .Where(name => !string.IsNullOrWhiteSpace(name))
            .Select(name => new HeldName { Key = SameName.Key(name!), Name = name!.Trim(), Holder = holder });
}
