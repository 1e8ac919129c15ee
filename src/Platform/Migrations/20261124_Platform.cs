using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Events;

namespace OneStop.Platform.Migrations;

[DbContext(typeof(PlatformDb))]
[Migration("20261124_Platform")]
internal sealed class Platform : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_events", table => new
        {
            id = table.Column<Guid>(),
            name = table.Column<string>(),
            key = table.Column<string>(),
            json = table.Column<string>(),
            happened_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_platform_events", row => row.id));

        migration.CreateTable("platform_deliveries", table => new
        {
            event_id = table.Column<Guid>(),
            subscriber = table.Column<string>(),
            event_name = table.Column<string>(),
            key = table.Column<string>(),
            state = table.Column<string>(),
            attempts = table.Column<int>(),
            next_at = table.Column<long>(),
            claim = table.Column<string>(nullable: true),
            last_error = table.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_platform_deliveries", row => new { row.subscriber, row.event_id }));
        migration.CreateIndex("ix_platform_deliveries_state_next_at", "platform_deliveries", ["state", "next_at"]);
        migration.CreateIndex("ix_platform_deliveries_subscriber_key_state", "platform_deliveries", ["subscriber", "key", "state"]);

        migration.CreateTable("platform_job_runs", table => new
        {
            job = table.Column<string>(),
            due_at = table.Column<DateTimeOffset>(),
            node = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_platform_job_runs", row => new { row.job, row.due_at }));

        migration.CreateTable("platform_keys", table => new
        {
            name = table.Column<string>(),
            sealed_xml = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_platform_keys", row => row.name));
    }
}
