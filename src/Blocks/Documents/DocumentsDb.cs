using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OneStop.Documents.Certificates;
using OneStop.Documents.Sealing;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Documents;

internal sealed class DocumentsDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "documents";

    public DbSet<Certificate> Certificates => Set<Certificate>();

    public DbSet<StoredSeal> Seals => Set<StoredSeal>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Certificate>(e =>
        {
            e.ToTable("Certificates").HasKey(certificate => certificate.Serial);
            e.HasIndex(certificate => new { certificate.Kind, certificate.SubjectKey });
            e.HasIndex(certificate => certificate.Sha256);
            e.Property(certificate => certificate.Title).HasConversion<AsJson>();
            e.Property(certificate => certificate.Issuer).HasConversion<AsJson>();
        });
        model.Entity<StoredSeal>(e => e.ToTable("Seals").HasKey(seal => seal.Name));
    }

    private sealed class AsJson() : ValueConverter<LocalizedText, string>(
        text => JsonSerializer.Serialize(text, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<LocalizedText>(json, JsonSerializerOptions.Web)!);
}
