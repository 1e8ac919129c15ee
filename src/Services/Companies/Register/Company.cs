using OneStop.Companies.Names;

namespace OneStop.Companies.Register;

/// <summary>What the search shows of a company: a projection of the register's last entry, which is the truth.</summary>
internal sealed class Company
{
    /// <summary>The company's number; written with seven digits.</summary>
    public long Number { get; init; }

    /// <summary>The business registration number; written with eight digits.</summary>
    public long Brn { get; init; }

    public string? NameEnglish { get; set; }
    public string? NameChinese { get; set; }
    public CompanyKind Kind { get; init; }
    public CompanyStatus Status { get; set; }
    public DateOnly IncorporatedOn { get; init; }

    /// <summary>Made up by the generator, and shown as such.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>What distinguishes it: its names without the endings that all companies have.</summary>
    internal string SearchText => $"{SameName.WithoutEnding(NameEnglish ?? "")} {SameName.WithoutEnding(NameChinese ?? "")}";

    internal static Company Of(CompanyParticulars particulars, bool isDemonstration = false) => new()
    {
        Number = CompanyNumber.Parse(particulars.Number)!.Value,
        Brn = BusinessNumber.Parse(particulars.Brn)!.Value,
        NameEnglish = particulars.NameEnglish,
        NameChinese = particulars.NameChinese,
        Kind = particulars.Kind,
        Status = particulars.Status,
        IncorporatedOn = particulars.IncorporatedOn,
        IsDemonstration = isDemonstration,
    };
}
