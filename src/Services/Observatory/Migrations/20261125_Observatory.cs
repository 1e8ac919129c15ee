using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Observatory.Migrations;

[DbContext(typeof(ObservatoryDb))]
[Migration("20261125_Observatory")]
internal sealed class Observatory : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("observatory_readings", table => new
        {
            station = table.Column<string>(),
            quantity = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            value = table.Column<double>(nullable: true),
            quality = table.Column<string>(),
            received_at = table.Column<DateTimeOffset>(),
            is_demonstration = table.Column<bool>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_readings", row => new { row.station, row.quantity, row.at }));

        migration.CreateTable("observatory_latest", table => new
        {
            station = table.Column<string>(),
            quantity = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            value = table.Column<double>(),
            is_demonstration = table.Column<bool>(),
            newest_at = table.Column<DateTimeOffset>(),
            suspect_at = table.Column<DateTimeOffset>(nullable: true),
            suspect_value = table.Column<double>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_observatory_latest", row => new { row.station, row.quantity }));

        migration.CreateTable("observatory_days", table => new
        {
            station = table.Column<string>(),
            element = table.Column<string>(),
            day = table.Column<DateOnly>(),
            value = table.Column<double>(nullable: true),
            is_complete = table.Column<bool>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_days", row => new { row.station, row.element, row.day }));

        migration.CreateTable("observatory_bulletins", table => new
        {
            id = table.Column<Guid>(),
            kind = table.Column<string>(),
            issued_at = table.Column<DateTimeOffset>(),
            next_issue_at = table.Column<DateTimeOffset>(),
            content = table.Column<string>(),
            issued_by = table.Column<string>(),
            is_converted = table.Column<bool>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_bulletins", row => row.id));
        migration.CreateIndex("ix_observatory_bulletins_kind_issued_at", "observatory_bulletins", ["kind", "issued_at"]);

        migration.CreateTable("observatory_warnings", table => new
        {
            id = table.Column<Guid>(),
            chain = table.Column<Guid>(),
            kind = table.Column<string>(),
            code = table.Column<string>(),
            action = table.Column<string>(),
            issued_at = table.Column<DateTimeOffset>(),
            expires_at = table.Column<DateTimeOffset>(nullable: true),
            contents = table.Column<string>(),
            proposed_by = table.Column<string>(),
            released_by = table.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_observatory_warnings", row => row.id));
        migration.CreateIndex("ix_observatory_warnings_chain_issued_at", "observatory_warnings", ["chain", "issued_at"]);
        migration.CreateIndex("ix_observatory_warnings_issued_at", "observatory_warnings", "issued_at");

        migration.CreateTable("observatory_runs", table => new
        {
            id = table.Column<Guid>(),
            run_at = table.Column<DateTimeOffset>(),
            hash = table.Column<string>(),
            grid = table.Column<byte[]>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_runs", row => row.id));
        migration.CreateIndex("ix_observatory_runs_run_at", "observatory_runs", "run_at");
    }
}
