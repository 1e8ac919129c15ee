using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Notifications.Migrations;

[DbContext(typeof(NotificationsDb))]
[Migration("20261125_Notifications")]
internal sealed class Notifications : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("notifications_messages", table => new
        {
            id = table.Column<Guid>(),
            recipient_hash = table.Column<string>(),
            once = table.Column<string>(),
            lane = table.Column<string>(),
            person_id = table.Column<Guid>(nullable: true),
            content = table.Column<string>(),
            created_at = table.Column<DateTimeOffset>(),
            read_at = table.Column<DateTimeOffset>(nullable: true),
            archived_at = table.Column<DateTimeOffset>(nullable: true),
            mail = table.Column<string>(),
            attempts = table.Column<int>(),
            next_at = table.Column<DateTimeOffset>(),
            claim = table.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_notifications_messages", row => row.id));
        migration.CreateIndex("ix_notifications_messages_recipient_hash_once", "notifications_messages", ["recipient_hash", "once"], unique: true);
        migration.CreateIndex("ix_notifications_messages_person_id_created_at", "notifications_messages", ["person_id", "created_at"]);
        migration.CreateIndex("ix_notifications_messages_mail_lane_next_at", "notifications_messages", ["mail", "lane", "next_at"]);

        migration.CreateTable("notifications_attempts", table => new
        {
            message_id = table.Column<Guid>(),
            number = table.Column<int>(),
            at = table.Column<DateTimeOffset>(),
            outcome = table.Column<string>(),
            answer = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_notifications_attempts", row => new { row.message_id, row.number }));
    }
}
