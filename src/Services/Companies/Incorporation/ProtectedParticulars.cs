using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Secrets;

namespace OneStop.Companies.Incorporation;

/// <summary>
/// The protected sheet of one officer: home address, identity document, date of birth. Stored once, encrypted; found by the keyed hash
/// of the document only. No register, search or public interface reads it.
/// </summary>
internal sealed class ProtectedSheet
{
    public Guid Id { get; init; }
    public required string CompanyNumber { get; init; }
    public Guid FilingId { get; init; }

    /// <summary>Where the officer stands in the filing: <c>directors/0</c>.</summary>
    public required string Path { get; init; }

    public required string DocumentHash { get; init; }
    public required string Sealed { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<ProtectedSheet>(e =>
    {
        e.ToTable("ProtectedSheets").HasKey(sheet => sheet.Id);
        e.Property(sheet => sheet.Id).ValueGeneratedNever();
        e.HasIndex(sheet => new { sheet.FilingId, sheet.Path }).IsUnique();
        e.HasIndex(sheet => sheet.DocumentHash);
    });
}

/// <summary>Keeps the protected sheets.</summary>
internal sealed class ProtectedParticulars(FieldCipher cipher)
{
    internal async Task SealAsync(Write write, string companyNumber, Guid filingId, IEnumerable<Party> officers, CancellationToken ct)
    {
        var sheets = write.Get<CompaniesDb>().Set<ProtectedSheet>();
        if (await sheets.AnyAsync(sheet => sheet.FilingId == filingId, ct))
        {
            return;
        }

        sheets.AddRange(officers.Where(officer => officer is { IsPerson: true, Document: not null }).Select(officer => new ProtectedSheet
        {
            Id = Ids.New(),
            CompanyNumber = companyNumber,
            FilingId = filingId,
            Path = officer.Path,
            DocumentHash = HashOf(officer.Document!),
            Sealed = cipher.Encrypt(JsonSerializer.Serialize(new SheetContent(officer.Document!.Key, officer.DateOfBirth, officer.Home), JsonSerializerOptions.Web)),
        }));
    }

    internal string HashOf(IdentityDocument document) => cipher.KeyedHash($"companies.identity/{document.Key}");

    internal SheetContent Open(ProtectedSheet sheet) => JsonSerializer.Deserialize<SheetContent>(cipher.Decrypt(sheet.Sealed), JsonSerializerOptions.Web)!;
}

/// <param name="Document">Kind or country, and number: <c>HKID:A1234563</c>.</param>
internal sealed record SheetContent(string Document, DateOnly? DateOfBirth, Register.PostalAddress? Home);
