using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Filings.Migrations;

[DbContext(typeof(FilingsDb))]
[Migration("20261125_Filings")]
internal sealed class Filings : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("filings_filings", table => new
        {
            id = table.Column<Guid>(),
            reference = table.Column<string>(nullable: true),
            service = table.Column<string>(),
            form_version = table.Column<int>(),
            state = table.Column<string>(),
            state_since = table.Column<DateTimeOffset>(),
            filer_id = table.Column<Guid>(),
            channel = table.Column<string>(),
            content = table.Column<string>(),
            @sealed = table.Column<string>(nullable: true),
            content_hash = table.Column<string>(nullable: true),
            result = table.Column<string>(nullable: true),
            reasons = table.Column<string>(nullable: true),
            payment_id = table.Column<Guid>(nullable: true),
            paid_at = table.Column<DateTimeOffset>(nullable: true),
            created_at = table.Column<DateTimeOffset>(),
            changed_at = table.Column<DateTimeOffset>(),
            submitted_at = table.Column<DateTimeOffset>(nullable: true),
            due_at = table.Column<DateTimeOffset>(nullable: true),
            idempotency_key = table.Column<string>(nullable: true),
            idempotency_hash = table.Column<string>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_filings_filings", row => row.id));
        migration.CreateIndex("ix_filings_filings_reference", "filings_filings", "reference", unique: true);
        migration.CreateIndex("ix_filings_filings_payment_id", "filings_filings", "payment_id");
        migration.CreateIndex("ix_filings_filings_due_at", "filings_filings", "due_at");
        migration.CreateIndex("ix_filings_filings_filer_id_state_since", "filings_filings", ["filer_id", "state_since"]);
        migration.CreateIndex("ix_filings_filings_filer_id_idempotency_key", "filings_filings", ["filer_id", "idempotency_key"], unique: true);

        migration.CreateTable("filings_timeline", table => new
        {
            id = table.Column<Guid>(),
            filing_id = table.Column<Guid>(),
            at = table.Column<DateTimeOffset>(),
            step = table.Column<string>(),
            detail = table.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_filings_timeline", row => row.id));
        migration.CreateIndex("ix_filings_timeline_filing_id", "filings_timeline", "filing_id");

        migration.CreateTable("filings_signatures", table => new
        {
            id = table.Column<Guid>(),
            filing_id = table.Column<Guid>(),
            path = table.Column<string>(),
            name = table.Column<string>(),
            email = table.Column<string>(),
            email_key = table.Column<string>(),
            capacities = table.Column<string>(),
            token_hash = table.Column<string>(nullable: true),
            token_expires_at = table.Column<DateTimeOffset>(),
            invitations = table.Column<int>(),
            state = table.Column<string>(),
            content_hash = table.Column<string>(),
            asked_at = table.Column<DateTimeOffset>(),
            answered_at = table.Column<DateTimeOffset>(nullable: true),
            person_id = table.Column<Guid>(nullable: true),
            statement = table.Column<string>(nullable: true),
            language = table.Column<string>(nullable: true),
            authentication_method = table.Column<string>(nullable: true),
            decline_reason = table.Column<string>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_filings_signatures", row => row.id));
        migration.CreateIndex("ix_filings_signatures_filing_id", "filings_signatures", "filing_id");
        migration.CreateIndex("ix_filings_signatures_token_hash", "filings_signatures", "token_hash", unique: true);
        migration.CreateIndex("ix_filings_signatures_email_key_state", "filings_signatures", ["email_key", "state"]);

        migration.CreateTable("filings_uploads", table => new
        {
            filing_id = table.Column<Guid>(),
            sha256 = table.Column<string>(),
            name = table.Column<string>(),
            content_type = table.Column<string>(),
            bytes = table.Column<long>(),
            at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_filings_uploads", row => new { row.filing_id, row.sha256 }));
    }
}
