using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Archive;
using OneStop.RoadCargo.Assessment;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Batch;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Crossings;

namespace OneStop.RoadCargo;

internal sealed class RoadCargoDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "roadcargo";

    public DbSet<Consignment> Consignments => Set<Consignment>();

    public DbSet<ConsignmentStep> Steps => Set<ConsignmentStep>();

    public DbSet<FormerContent> Former => Set<FormerContent>();

    public DbSet<ArchivedConsignment> Archive => Set<ArchivedConsignment>();

    public DbSet<TakenMessage> Messages => Set<TakenMessage>();

    public DbSet<SentBatch> Batches => Set<SentBatch>();

    public DbSet<CcrnSeries> Series => Set<CcrnSeries>();

    public DbSet<Bundle> Bundles => Set<Bundle>();

    public DbSet<RuleSetVersion> RuleSets => Set<RuleSetVersion>();

    public DbSet<StoredAssessment> Assessments => Set<StoredAssessment>();

    public DbSet<TraderRecord> TraderRecords => Set<TraderRecord>();

    public DbSet<Replay> Replays => Set<Replay>();

    public DbSet<Arrival> Arrivals => Set<Arrival>();

    public DbSet<Crossing> Crossings => Set<Crossing>();

    public DbSet<Inspection> Inspections => Set<Inspection>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<Contact> Contacts => Set<Contact>();

    protected override void Map(ModelBuilder model)
    {
        ConsignmentMapping.Map(model);
        ArchivedConsignment.Map(model);
        Bundle.Map(model);
        RuleSetVersion.Map(model);
        MovementMapping.Map(model);
        SentBatch.Map(model);
    }
}
