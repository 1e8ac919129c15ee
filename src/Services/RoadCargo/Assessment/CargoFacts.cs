namespace OneStop.RoadCargo.Assessment;

/// <summary>All that a consignment is assessed on, as it stood at that moment: kept with the assessment, so that a replay sees the same.</summary>
/// <param name="Direction">import, export or transhipment.</param>
/// <param name="PackageKind">A code of UN/ECE Recommendation 21.</param>
/// <param name="AssessedOn">The day in Hong Kong.</param>
internal sealed record CargoFacts(
    string Ccrn, int Version, string Direction, long PackageCount, string PackageKind, string Packages, string Articles,
    string ConsignorName, string ConsignorAddress, string ConsigneeName, string ConsigneeAddress, DateOnly ExpectedOn, DateOnly AssessedOn,
    string Plate, string ControlPoint, TraderHistory Trader)
{
    internal long Number(NumberField field) => field switch
    {
        NumberField.PackageCount => PackageCount,
        NumberField.DaysAhead => ExpectedOn.DayNumber - AssessedOn.DayNumber,
        NumberField.TraderCrossings => Trader.Crossings,
        NumberField.TraderInspections => Trader.Inspections,
        NumberField.TraderDetentions => Trader.Detentions,
        NumberField.TraderDays => Trader.Days,
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    internal string Code(CodeField field) => field switch
    {
        CodeField.Direction => Direction,
        CodeField.PackageKind => PackageKind,
        CodeField.Plate => Plate,
        CodeField.ControlPoint => ControlPoint,
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    internal string Text(TextField field) => field switch
    {
        TextField.Packages => Packages,
        TextField.Articles => Articles,
        TextField.ConsignorName => ConsignorName,
        TextField.ConsignorAddress => ConsignorAddress,
        TextField.ConsigneeName => ConsigneeName,
        TextField.ConsigneeAddress => ConsigneeAddress,
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}

/// <summary>What is known of whoever lodged it.</summary>
/// <param name="Crossings">Consignments that crossed.</param>
/// <param name="Days">Since the first bundled consignment; 0 on its first day.</param>
internal sealed record TraderHistory(int Crossings, int Inspections, int Detentions, int Days)
{
    internal static readonly TraderHistory New = new(0, 0, 0, 0);
}

/// <summary>The items that are searched for words, and the groups that rules may name.</summary>
[Flags]
internal enum TextField
{
    Packages = 1,
    Articles = 2,
    ConsignorName = 4,
    ConsignorAddress = 8,
    ConsigneeName = 16,
    ConsigneeAddress = 32,

    Goods = Packages | Articles,
    Names = ConsignorName | ConsigneeName,
    Addresses = ConsignorAddress | ConsigneeAddress,
    Consignor = ConsignorName | ConsignorAddress,
    Consignee = ConsigneeName | ConsigneeAddress,
    Any = Goods | Names | Addresses,
}

internal enum NumberField
{
    PackageCount,

    /// <summary>From the day of the assessment to the expected day.</summary>
    DaysAhead,

    TraderCrossings,
    TraderInspections,
    TraderDetentions,
    TraderDays,
}

internal enum CodeField
{
    Direction,
    PackageKind,
    Plate,
    ControlPoint,
}
