using OneStop.Platform.PublicPages;

namespace OneStop.Registers.Contracts;

/// <summary>What a public page that shows a register depends on.</summary>
public static class RegisterData
{
    internal const string Family = "registers.entries";

    /// <summary>All entries of one key.</summary>
    public static DataTag Entry(string register, string key) => new(Family, $"{register}/{key}");
}
