using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Companies.Changes;

/// <summary>One document of a company's index: a form that was filed, and the register entry that came of it.</summary>
internal sealed class FiledForm
{
    public Guid FilingId { get; init; }
    public required string CompanyNumber { get; init; }

    /// <summary>As the form was called on its day: <c>NR1</c>.</summary>
    public required string Form { get; init; }
    public DateOnly FiledOn { get; init; }
    public int Entry { get; init; }

    /// <summary>The earlier entry it corrects; null where it corrects none.</summary>
    public int? Corrects { get; init; }

    /// <summary>Of the sealed PDF.</summary>
    public required string Serial { get; init; }

    internal static void Add(Write write, FiledForm filed) => write.Get<CompaniesDb>().Filings.Add(filed);

    internal static void Map(ModelBuilder model) => model.Entity<FiledForm>(e =>
    {
        e.ToTable("Filings").HasKey(filed => filed.FilingId);
        e.Property(filed => filed.FilingId).ValueGeneratedNever();
        e.HasIndex(filed => new { filed.CompanyNumber, filed.Entry }).IsUnique();
    });
}
