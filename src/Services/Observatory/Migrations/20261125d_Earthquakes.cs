using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Observatory.Migrations;

[DbContext(typeof(ObservatoryDb))]
[Migration("20261125d_Earthquakes")]
internal sealed class Earthquakes : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("observatory_earthquakes", table => new
        {
            id = table.Column<Guid>(),
            occurred_at = table.Column<DateTimeOffset>(),
            reported_at = table.Column<DateTimeOffset>(),
            latitude = table.Column<double>(),
            longitude = table.Column<double>(),
            magnitude = table.Column<double>(),
            region = table.Column<string>(),
            intensity = table.Column<int>(nullable: true),
            details = table.Column<string>(),
            reported_by = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_earthquakes", row => row.id));
        migration.CreateIndex("ix_observatory_earthquakes_reported_at", "observatory_earthquakes", "reported_at");
    }
}
