using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Data;

namespace OneStop.Payments.Migrations;

[DbContext(typeof(PaymentsDb))]
[Migration("20261124_Payments")]
internal sealed class Payments : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        CreateBills(migration);
        CreateAttempts(migration);
        CreateRefunds(migration);
        CreateRecords(migration);
        CreateLedger(migration);
    }

    private static void CreateBills(MigrationBuilder migration)
    {
        migration.CreateTable("payments_bills", table => new
        {
            id = table.Column<Guid>(),
            reference = table.Column<string>(),
            purpose = table.Column<string>(),
            payable_id = table.Column<Guid>(),
            payer_id = table.Column<Guid>(),
            department = table.Column<string>(),
            description = table.Column<string>(),
            lines = table.Column<string>(),
            total_cents = table.Column<long>(),
            return_path = table.Column<string>(),
            created_at = table.Column<DateTimeOffset>(),
            state = table.Column<string>(),
            settled_attempt_id = table.Column<Guid>(nullable: true),
            settled_at = table.Column<DateTimeOffset>(nullable: true),
            receipt_number = table.Column<string>(nullable: true),
            refunded_cents = table.Column<long>(),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_payments_bills", row => row.id));
        migration.CreateIndex("ix_payments_bills_reference", "payments_bills", "reference", unique: true);
        migration.CreateIndex("ix_payments_bills_purpose_payable_id", "payments_bills", ["purpose", "payable_id"], unique: true);
        migration.CreateIndex("ix_payments_bills_created_at", "payments_bills", "created_at");
    }

    private static void CreateAttempts(MigrationBuilder migration)
    {
        migration.CreateTable("payments_attempts", table => new
        {
            id = table.Column<Guid>(),
            bill_id = table.Column<Guid>(),
            provider = table.Column<string>(),
            return_url = table.Column<string>(),
            opened_at = table.Column<DateTimeOffset>(),
            expires_at = table.Column<DateTimeOffset>(),
            state = table.Column<string>(),
            provider_id = table.Column<string>(nullable: true),
            redirect_url = table.Column<string>(nullable: true),
            reason = table.Column<string>(nullable: true),
            revision = table.Column<long>(),
            create_answer = table.Column<string>(nullable: true),
            last_truth = table.Column<string>(nullable: true),
            captured_cents = table.Column<long>(),
            captured_currency = table.Column<string>(nullable: true),
            is_surplus = table.Column<bool>(),
            next_check_at = table.Column<DateTimeOffset>(nullable: true),
            checks = table.Column<int>(),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_payments_attempts", row => row.id));
        migration.CreateIndex("ix_payments_attempts_bill_id", "payments_attempts", "bill_id");
        migration.CreateIndex("ix_payments_attempts_provider_id", "payments_attempts", "provider_id");
        migration.CreateIndex("ix_payments_attempts_next_check_at", "payments_attempts", "next_check_at");
    }

    private static void CreateRefunds(MigrationBuilder migration)
    {
        migration.CreateTable("payments_refunds", table => new
        {
            id = table.Column<Guid>(),
            bill_id = table.Column<Guid>(),
            attempt_id = table.Column<Guid>(),
            key = table.Column<string>(),
            cents = table.Column<long>(),
            currency = table.Column<string>(),
            reason = table.Column<string>(),
            is_surplus = table.Column<bool>(),
            requested_by = table.Column<Guid>(nullable: true),
            decided_by = table.Column<Guid>(nullable: true),
            requested_at = table.Column<DateTimeOffset>(),
            state = table.Column<string>(),
            refusals = table.Column<int>(),
            tries = table.Column<int>(),
            next_try_at = table.Column<DateTimeOffset>(nullable: true),
            last_answer = table.Column<string>(nullable: true),
            is_posted = table.Column<bool>(),
            finished_at = table.Column<DateTimeOffset>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_payments_refunds", row => row.id));
        migration.CreateIndex("ix_payments_refunds_bill_id_key", "payments_refunds", ["bill_id", "key"], unique: true);
        migration.CreateIndex("ix_payments_refunds_state", "payments_refunds", "state");
        migration.CreateIndex("ix_payments_refunds_next_try_at", "payments_refunds", "next_try_at");
    }

    private static void CreateRecords(MigrationBuilder migration)
    {
        migration.CreateTable("payments_state_changes", table => new
        {
            id = table.Column<Guid>(),
            bill_id = table.Column<Guid>(),
            subject = table.Column<string>(),
            subject_id = table.Column<Guid>(),
            from = table.Column<string>(),
            @event = table.Column<string>(),
            to = table.Column<string>(),
            emitted = table.Column<string>(nullable: true),
            reason = table.Column<string>(nullable: true),
            at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_payments_state_changes", row => row.id));
        migration.CreateIndex("ix_payments_state_changes_bill_id", "payments_state_changes", "bill_id");

        migration.CreateTable("payments_provider_events", table => new
        {
            provider = table.Column<string>(),
            event_id = table.Column<string>(),
            attempt_id = table.Column<Guid>(nullable: true),
            raw = table.Column<string>(),
            verdict = table.Column<string>(),
            received_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_payments_provider_events", row => new { row.provider, row.event_id }));

        migration.CreateTable("payments_idempotency_records", table => new
        {
            scope = table.Column<string>(),
            key = table.Column<string>(),
            request_hash = table.Column<string>(),
            started_at = table.Column<DateTimeOffset>(),
            status = table.Column<int>(nullable: true),
            answer = table.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_payments_idempotency_records", row => new { row.scope, row.key }));

        migration.CreateTable("payments_receipts", table => new
        {
            number = table.Column<string>(),
            department = table.Column<string>(),
            year = table.Column<int>(),
            serial = table.Column<int>(),
            bill_id = table.Column<Guid>(),
            attempt_id = table.Column<Guid>(),
            cents = table.Column<long>(),
            issued_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_payments_receipts", row => row.number));
        migration.CreateIndex("ix_payments_receipts_department_year_serial", "payments_receipts", ["department", "year", "serial"], unique: true);
        migration.CreateIndex("ix_payments_receipts_bill_id", "payments_receipts", "bill_id");
    }

    private static void CreateLedger(MigrationBuilder migration)
    {
        migration.CreateTable("payments_ledger_entries", table => new
        {
            number = table.Column<long>(),
            at = table.Column<DateTimeOffset>(),
            day = table.Column<DateOnly>(),
            kind = table.Column<string>(),
            subject_id = table.Column<Guid>(),
            bill_id = table.Column<Guid>(),
            reference = table.Column<string>(),
            currency = table.Column<string>(),
            previous_hash = table.Column<string>(),
            hash = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_payments_ledger_entries", row => row.number));
        migration.CreateIndex("ix_payments_ledger_entries_day", "payments_ledger_entries", "day");
        migration.CreateIndex("ix_payments_ledger_entries_bill_id", "payments_ledger_entries", "bill_id");
        migration.CreateIndex("ix_payments_ledger_entries_subject_id_kind", "payments_ledger_entries", ["subject_id", "kind"]);

        migration.CreateTable("payments_postings", table => new
        {
            entry_number = table.Column<long>(),
            line = table.Column<int>(),
            account = table.Column<string>(),
            cents = table.Column<long>(),
        }, constraints: table =>
        {
            table.PrimaryKey("pk_payments_postings", row => new { row.entry_number, row.line });
            table.ForeignKey("fk_payments_postings_payments_ledger_entries_entry_number", row => row.entry_number, "payments_ledger_entries", "number", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("ix_payments_postings_account", "payments_postings", "account");
        migration.MakeAppendOnly("payments_ledger_entries");
        migration.MakeAppendOnly("payments_postings");
        migration.MakeAppendOnly("payments_receipts");
        migration.MakeAppendOnly("payments_state_changes");
    }
}
