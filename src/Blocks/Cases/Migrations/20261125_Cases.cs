using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Cases.Migrations;

[DbContext(typeof(CasesDb))]
[Migration("20261125_Cases")]
internal sealed class Cases : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("cases_cases", table => new
        {
            id = table.Column<Guid>(),
            subject_kind = table.Column<string>(),
            subject_id = table.Column<Guid>(),
            open_subject = table.Column<string>(nullable: true),
            reference = table.Column<string>(),
            desk = table.Column<string>(),
            title = table.Column<string>(),
            reasons = table.Column<string>(),
            choices = table.Column<string>(),
            four_eyes = table.Column<bool>(),
            opened_at = table.Column<DateTimeOffset>(),
            due_on = table.Column<DateOnly>(),
            state = table.Column<string>(),
            officer_id = table.Column<Guid>(nullable: true),
            decision = table.Column<string>(nullable: true),
            reason_codes = table.Column<string>(),
            note = table.Column<string>(),
            proposed_by = table.Column<Guid>(nullable: true),
            decided_by = table.Column<Guid>(nullable: true),
            ended_at = table.Column<DateTimeOffset>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_cases_cases", row => row.id));
        migration.CreateIndex("ix_cases_cases_open_subject", "cases_cases", "open_subject", unique: true);
        migration.CreateIndex("ix_cases_cases_desk_state_due_on", "cases_cases", ["desk", "state", "due_on"]);

        migration.CreateTable("cases_parties", table => new
        {
            case_id = table.Column<Guid>(),
            person_id = table.Column<Guid>(),
        }, constraints: table =>
        {
            table.PrimaryKey("pk_cases_parties", row => new { row.case_id, row.person_id });
            table.ForeignKey("fk_cases_parties_cases", row => row.case_id, "cases_cases", "id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("cases_entries", table => new
        {
            id = table.Column<Guid>(),
            case_id = table.Column<Guid>(),
            at = table.Column<DateTimeOffset>(),
            officer_id = table.Column<Guid>(nullable: true),
            kind = table.Column<string>(),
            text = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_cases_entries", row => row.id));
        migration.CreateIndex("ix_cases_entries_case_id_id", "cases_entries", ["case_id", "id"]);
    }
}
