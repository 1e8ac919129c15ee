using Microsoft.EntityFrameworkCore;
using OneStop.Filings.Definitions;
using OneStop.Filings.Drafts;
using OneStop.Filings.Life;
using OneStop.Filings.Signing;
using OneStop.Platform.Data;

namespace OneStop.Filings;

internal sealed class FilingsDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "filings";

    public DbSet<StoredFiling> Filings => Set<StoredFiling>();

    public DbSet<TimelineRow> Timeline => Set<TimelineRow>();

    public DbSet<Signature> Signatures => Set<Signature>();

    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<StoredDefinition> Definitions => Set<StoredDefinition>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<StoredFiling>(e =>
        {
            e.ToTable("Filings").HasKey(filing => filing.Id);
            e.HasIndex(filing => filing.Reference).IsUnique();
            e.HasIndex(filing => filing.PaymentId);
            e.HasIndex(filing => filing.DueAt);
            e.HasIndex(filing => new { filing.FilerId, filing.StateSince });
            e.HasIndex(filing => new { filing.FilerId, filing.IdempotencyKey }).IsUnique();
        });
        model.Entity<TimelineRow>(e =>
        {
            e.ToTable("Timeline").HasKey(row => row.Id);
            e.HasIndex(row => row.FilingId);
        });
        model.Entity<Signature>(e =>
        {
            e.ToTable("Signatures").HasKey(signature => signature.Id);
            e.HasIndex(signature => signature.FilingId);
            e.HasIndex(signature => signature.TokenHash).IsUnique();
            e.HasIndex(signature => new { signature.EmailKey, signature.State });
        });
        model.Entity<StoredDefinition>(e => e.ToTable("Definitions").HasKey(row => row.Id));
        model.Entity<Upload>(e => e.ToTable("Uploads").HasKey(upload => new { upload.FilingId, upload.Sha256 }));
    }
}
