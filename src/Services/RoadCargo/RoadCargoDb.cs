using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo;

internal sealed class RoadCargoDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "roadcargo";

    public DbSet<Consignment> Consignments => Set<Consignment>();

    public DbSet<ConsignmentStep> Steps => Set<ConsignmentStep>();

    public DbSet<FormerContent> Former => Set<FormerContent>();

    public DbSet<TakenMessage> Messages => Set<TakenMessage>();

    public DbSet<CcrnSeries> Series => Set<CcrnSeries>();

    protected override void Map(ModelBuilder model)
    {
        ConsignmentMapping.Map(model);
    }
}
