using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Observatory.Migrations;

[DbContext(typeof(ObservatoryDb))]
[Migration("20261125c_Desk")]
internal sealed class Desk : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<bool>("is_converted", "observatory_warnings", nullable: false, defaultValue: false);
        migration.AddColumn<string>("request", "observatory_bulletins", nullable: true);

        migration.CreateTable("observatory_proposals", table => new
        {
            id = table.Column<Guid>(),
            kind = table.Column<string>(),
            code = table.Column<string>(),
            action = table.Column<string>(),
            follows = table.Column<Guid>(nullable: true),
            issue_at = table.Column<DateTimeOffset>(nullable: true),
            expires_at = table.Column<DateTimeOffset>(nullable: true),
            english = table.Column<string>(),
            traditional = table.Column<string>(),
            simplified = table.Column<string>(),
            is_converted = table.Column<bool>(),
            state = table.Column<string>(),
            written_by = table.Column<Guid>(),
            written_at = table.Column<DateTimeOffset>(),
            ended_by = table.Column<Guid>(nullable: true),
            ended_at = table.Column<DateTimeOffset>(nullable: true),
            words = table.Column<string>(),
            step_id = table.Column<Guid>(nullable: true),
            request = table.Column<string>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_proposals", row => row.id));
        migration.CreateIndex("ix_observatory_proposals_state", "observatory_proposals", "state");

        migration.CreateTable("observatory_drafts", table => new
        {
            kind = table.Column<string>(),
            fields = table.Column<string>(),
            written_by = table.Column<Guid>(),
            written_at = table.Column<DateTimeOffset>(),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_drafts", row => row.kind));
    }
}
