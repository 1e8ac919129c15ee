using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Observatory.Migrations;

[DbContext(typeof(ObservatoryDb))]
[Migration("20261125b_Corrections")]
internal sealed class Corrections : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("observatory_corrections", table => new
        {
            id = table.Column<Guid>(),
            station = table.Column<string>(),
            quantity = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            old_value = table.Column<double>(nullable: true),
            old_quality = table.Column<string>(),
            new_value = table.Column<double>(nullable: true),
            corrected_at = table.Column<DateTimeOffset>(),
            corrected_by = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_corrections", row => row.id));
        migration.CreateIndex("ix_observatory_corrections_station_quantity_at", "observatory_corrections", ["station", "quantity", "at"]);
    }
}
