using System.Security.Cryptography;
using System.Text.Json;

namespace OneStop.RoadCargo.Consignments;

/// <summary>The eight data items of Cap. 60L, with the direction and a code for the packages, checked and in one form.</summary>
internal sealed record ConsignmentContent(
    Direction Direction, int PackageCount, string PackageKind, string Packages, string Articles,
    string ConsignorName, string ConsignorAddress, string ConsigneeName, string ConsigneeAddress, DateOnly ExpectedOn)
{
    internal static ConsignmentContent Of(Consignment consignment) => new(
        consignment.Direction, consignment.PackageCount, consignment.PackageKind, consignment.Packages, consignment.Articles,
        consignment.ConsignorName, consignment.ConsignorAddress, consignment.ConsigneeName, consignment.ConsigneeAddress, consignment.ExpectedOn);

    /// <summary>Tells a message sent again from another one under its name.</summary>
    internal string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, CargoJson.Options)).AsSpan(0, 16));

    internal void ApplyTo(Consignment consignment)
    {
        consignment.Direction = Direction;
        (consignment.PackageCount, consignment.PackageKind, consignment.Packages, consignment.Articles) = (PackageCount, PackageKind, Packages, Articles);
        (consignment.ConsignorName, consignment.ConsignorAddress) = (ConsignorName, ConsignorAddress);
        (consignment.ConsigneeName, consignment.ConsigneeAddress) = (ConsigneeName, ConsigneeAddress);
        consignment.ExpectedOn = ExpectedOn;
    }
}

/// <summary>What somebody gave, in whichever form, before anything is checked. Null is what was not there.</summary>
internal sealed record TypedConsignment
{
    public string? Direction { get; init; }
    public string? PackageCount { get; init; }
    public string? PackageKind { get; init; }
    public string? Packages { get; init; }
    public string? Articles { get; init; }
    public string? ConsignorName { get; init; }
    public string? ConsignorAddress { get; init; }
    public string? ConsigneeName { get; init; }
    public string? ConsigneeAddress { get; init; }
    public string? ExpectedOn { get; init; }

    /// <summary>The trader's own name for it; sent again under the same name, it gets the same answer.</summary>
    public string? Message { get; init; }

    internal static TypedConsignment Of(ConsignmentContent content) => new()
    {
        Direction = content.Direction.ToString().ToLowerInvariant(),
        PackageCount = content.PackageCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
        PackageKind = content.PackageKind,
        Packages = content.Packages,
        Articles = content.Articles,
        ConsignorName = content.ConsignorName,
        ConsignorAddress = content.ConsignorAddress,
        ConsigneeName = content.ConsigneeName,
        ConsigneeAddress = content.ConsigneeAddress,
        ExpectedOn = content.ExpectedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };
}
