using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Data;

namespace OneStop.Audit.Migrations;

[DbContext(typeof(AuditDb))]
[Migration("20261125_Audit")]
internal sealed class Audit : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("audit_lines", table => new
        {
            id = table.Column<Guid>(),
            at = table.Column<DateTimeOffset>(),
            actor_kind = table.Column<string>(),
            actor_id = table.Column<Guid>(nullable: true),
            actor_name = table.Column<string>(),
            action = table.Column<string>(),
            subject = table.Column<string>(),
            person_id = table.Column<Guid>(nullable: true),
            purpose = table.Column<string>(nullable: true),
            facts = table.Column<string>(nullable: true),
            trace = table.Column<string>(),
            position = table.Column<long>(nullable: true),
            hash = table.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_audit_lines", row => row.id));
        migration.CreateIndex("ix_audit_lines_position", "audit_lines", "position", unique: true);
        migration.CreateIndex("ix_audit_lines_person_id_id", "audit_lines", ["person_id", "id"]);
        migration.CreateIndex("ix_audit_lines_subject_id", "audit_lines", ["subject", "id"]);
        migration.RefuseChanges(
            "audit_lines",
            ["id", "at", "actor_kind", "actor_id", "actor_name", "action", "subject", "person_id", "purpose", "facts", "trace"],
            once: ["position", "hash"]);

        migration.CreateTable("audit_heads", table => new
        {
            id = table.Column<int>(),
            position = table.Column<long>(),
            hash = table.Column<string>(),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_audit_heads", row => row.id));
    }
}
