using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Events;

namespace OneStop.Platform.Migrations;

/// <summary>
/// Only what waits is looked for: the oldest of a subscriber, and whether an older one of its key waits. What is done leaves these
/// indexes, and a claim changes none of them. On whole tables SQLite took the primary key instead, and held its only writer for 20 s
/// at a backlog of 30,000.
/// </summary>
[DbContext(typeof(PlatformDb))]
[Migration("20261125_Deliveries")]
internal sealed class Deliveries : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.DropIndex("ix_platform_deliveries_state_next_at", "platform_deliveries");
        migration.DropIndex("ix_platform_deliveries_subscriber_key_state", "platform_deliveries");
        migration.CreateIndex("ix_platform_deliveries_subscriber_event_id", "platform_deliveries", ["subscriber", "event_id"], filter: "state = 'Waiting'");
        migration.CreateIndex("ix_platform_deliveries_subscriber_key_event_id", "platform_deliveries", ["subscriber", "key", "event_id"], filter: "state = 'Waiting'");
    }
}
