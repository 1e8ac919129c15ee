using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Observatory.Migrations;

[DbContext(typeof(ObservatoryDb))]
[Migration("20261130b_Subscriptions")]
internal sealed class SubscriptionTable : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("observatory_subscriptions", table => new
        {
            kind = table.Column<string>(),
            person_id = table.Column<Guid>(),
            subscribed_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_observatory_subscriptions", row => new { row.kind, row.person_id }));
        migration.CreateIndex("ix_observatory_subscriptions_person_id", "observatory_subscriptions", "person_id");
    }
}
