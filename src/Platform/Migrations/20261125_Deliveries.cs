using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Events;

namespace OneStop.Platform.Migrations;

/// <summary>
/// "Is an older one of this key waiting?" is answered by the index alone. Without the event's id in it SQLite took the primary key, read
/// every older delivery of the subscriber for each waiting one, and held its only writer for 20 s at a backlog of 30,000.
/// </summary>
[DbContext(typeof(PlatformDb))]
[Migration("20261125_Deliveries")]
internal sealed class Deliveries : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.DropIndex("ix_platform_deliveries_subscriber_key_state", "platform_deliveries");
        migration.CreateIndex("ix_platform_deliveries_subscriber_key_state_event_id", "platform_deliveries", ["subscriber", "key", "state", "event_id"]);
    }
}
