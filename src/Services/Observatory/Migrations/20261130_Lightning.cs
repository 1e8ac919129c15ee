using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Observatory.Migrations;

[DbContext(typeof(ObservatoryDb))]
[Migration("20261130_Lightning")]
internal sealed class LightningTables : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("observatory_strokes", table => new
        {
            at = table.Column<DateTimeOffset>(),
            latitude = table.Column<double>(),
            longitude = table.Column<double>(),
            kind = table.Column<string>(),
            received_at = table.Column<DateTimeOffset>(),
            is_demonstration = table.Column<bool>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_strokes", row => new { row.at, row.latitude, row.longitude, row.kind }));

        migration.CreateTable("observatory_lightning", table => new
        {
            id = table.Column<int>(),
            since = table.Column<DateTimeOffset>(),
            until = table.Column<DateTimeOffset>(),
            is_demonstration = table.Column<bool>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_lightning", row => row.id));
    }
}
