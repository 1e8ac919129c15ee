using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneStop.Payments.Attempts;
using OneStop.Payments.Bills;
using OneStop.Payments.Idempotency;
using OneStop.Payments.Ledger;
using OneStop.Payments.Lifecycle;
using OneStop.Payments.Providers;
using OneStop.Payments.Receipts;
using OneStop.Payments.Refunds;
using OneStop.Platform.Data;

namespace OneStop.Payments;

internal sealed class PaymentsDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "payments";

    public DbSet<Bill> Bills => Set<Bill>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<StateChange> StateChanges => Set<StateChange>();

    public DbSet<ProviderEvent> ProviderEvents => Set<ProviderEvent>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();

    public DbSet<Posting> Postings => Set<Posting>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Bill>(e =>
        {
            e.ToTable("Bills").HasKey(bill => bill.Id);
            e.HasIndex(bill => bill.Reference).IsUnique();
            e.HasIndex(bill => new { bill.Purpose, bill.PayableId }).IsUnique();
            e.HasIndex(bill => bill.CreatedAt);
            AsJson(e.Property(bill => bill.Description));
            AsJson(e.Property(bill => bill.Lines));
        });
        model.Entity<Attempt>(e =>
        {
            e.ToTable("Attempts").HasKey(attempt => attempt.Id);
            e.HasIndex(attempt => attempt.BillId);
            e.HasIndex(attempt => attempt.ProviderId);
            e.HasIndex(attempt => attempt.NextCheckAt);
        });
        model.Entity<Refund>(e =>
        {
            e.ToTable("Refunds").HasKey(refund => refund.Id);
            e.HasIndex(refund => new { refund.BillId, refund.Key }).IsUnique();
            e.HasIndex(refund => refund.State);
            e.HasIndex(refund => refund.NextTryAt);
        });
        model.Entity<StateChange>(e => e.ToTable("StateChanges").HasIndex(change => change.BillId));
        model.Entity<ProviderEvent>(e => e.ToTable("ProviderEvents").HasKey(happened => new { happened.Provider, happened.EventId }));
        model.Entity<IdempotencyRecord>(e => e.ToTable("IdempotencyRecords").HasKey(record => new { record.Scope, record.Key }));
        model.Entity<LedgerEntry>(e =>
        {
            e.ToTable("LedgerEntries").HasKey(entry => entry.Number);
            e.Property(entry => entry.Number).ValueGeneratedNever();
            e.HasIndex(entry => entry.Day);
            e.HasIndex(entry => entry.BillId);
            e.HasIndex(entry => new { entry.SubjectId, entry.Kind });
            e.HasMany(entry => entry.Postings).WithOne().HasForeignKey(posting => posting.EntryNumber).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Posting>(e =>
        {
            e.ToTable("Postings").HasKey(posting => new { posting.EntryNumber, posting.Line });
            e.HasIndex(posting => posting.Account);
        });
        model.Entity<Receipt>(e =>
        {
            e.ToTable("Receipts").HasKey(receipt => receipt.Number);
            e.HasIndex(receipt => new { receipt.Department, receipt.Year, receipt.Serial }).IsUnique();
            e.HasIndex(receipt => receipt.BillId);
        });
    }

    private static void AsJson<T>(PropertyBuilder<T> property)
        where T : class => property.HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!,
            // Written once and never changed: the same object is the same value.
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value.GetHashCode(), value => value));
}
