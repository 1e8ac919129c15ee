using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Observatory.Migrations;

[DbContext(typeof(ObservatoryDb))]
[Migration("20261125d_Skill")]
internal sealed class SkillTables : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("observatory_points", table => new
        {
            run_at = table.Column<DateTimeOffset>(),
            station = table.Column<string>(),
            quantity = table.Column<string>(),
            lead = table.Column<int>(),
            valid_at = table.Column<DateTimeOffset>(),
            value = table.Column<double>(),
            is_demonstration = table.Column<bool>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_points", row => new { row.run_at, row.station, row.quantity, row.lead }));
        migration.CreateIndex("ix_observatory_points_valid_at", "observatory_points", "valid_at");

        migration.CreateTable("observatory_skill", table => new
        {
            product = table.Column<string>(),
            station = table.Column<string>(),
            element = table.Column<string>(),
            lead = table.Column<int>(),
            count = table.Column<int>(),
            mean_error = table.Column<double>(nullable: true),
            mean_absolute_error = table.Column<double>(nullable: true),
            brier = table.Column<double>(nullable: true),
            brier_of_climate = table.Column<double>(nullable: true),
            first_day = table.Column<DateOnly>(),
            last_day = table.Column<DateOnly>(),
            computed_at = table.Column<DateTimeOffset>(),
            is_demonstration = table.Column<bool>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_skill", row => new { row.product, row.station, row.element, row.lead }));
    }
}
