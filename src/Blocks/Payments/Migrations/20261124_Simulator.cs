using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Payments.Simulator;

namespace OneStop.Payments.Migrations;

[DbContext(typeof(SimulatorDb))]
[Migration("20261124_Simulator")]
internal sealed class Simulator : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("payments_sim_payments", table => new
        {
            id = table.Column<Guid>(),
            merchant_reference = table.Column<string>(),
            amount_cents = table.Column<long>(),
            currency = table.Column<string>(),
            description = table.Column<string>(),
            return_url = table.Column<string>(),
            callback_url = table.Column<string>(),
            created_at = table.Column<DateTimeOffset>(),
            expires_at = table.Column<DateTimeOffset>(),
            faults = table.Column<string>(),
            state = table.Column<string>(),
            revision = table.Column<long>(),
            paid_cents = table.Column<long>(),
            paid_currency = table.Column<string>(nullable: true),
            refunded_cents = table.Column<long>(),
            reversed_cents = table.Column<long>(),
            reverse_at = table.Column<DateTimeOffset>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_payments_sim_payments", row => row.id));
        migration.CreateIndex("ix_payments_sim_payments_merchant_reference", "payments_sim_payments", "merchant_reference", unique: true);
        migration.CreateIndex("ix_payments_sim_payments_reverse_at", "payments_sim_payments", "reverse_at");

        migration.CreateTable("payments_sim_refunds", table => new
        {
            merchant_reference = table.Column<string>(),
            payment_id = table.Column<Guid>(),
            amount_cents = table.Column<long>(),
            currency = table.Column<string>(),
            succeeded = table.Column<bool>(),
            created_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_payments_sim_refunds", row => row.merchant_reference));

        migration.CreateTable("payments_sim_movements", table => new
        {
            id = table.Column<Guid>(),
            kind = table.Column<string>(),
            payment = table.Column<string>(),
            merchant_reference = table.Column<string>(),
            amount_cents = table.Column<long>(),
            currency = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            day = table.Column<DateOnly>(),
        }, constraints: table => table.PrimaryKey("pk_payments_sim_movements", row => row.id));
        migration.CreateIndex("ix_payments_sim_movements_day", "payments_sim_movements", "day");

        migration.CreateTable("payments_sim_callbacks", table => new
        {
            id = table.Column<Guid>(),
            payment_id = table.Column<Guid>(nullable: true),
            type = table.Column<string>(),
            url = table.Column<string>(),
            body = table.Column<string>(),
            copies = table.Column<int>(),
            signing = table.Column<string>(),
            state = table.Column<string>(),
            due_at = table.Column<DateTimeOffset>(),
            tries = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_payments_sim_callbacks", row => row.id));
        migration.CreateIndex("ix_payments_sim_callbacks_state_due_at", "payments_sim_callbacks", ["state", "due_at"]);

        migration.CreateTable("payments_sim_calls", table => new
        {
            operation = table.Column<string>(),
            reference = table.Column<string>(),
            number = table.Column<long>(),
            faults = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_payments_sim_calls", row => new { row.operation, row.reference }));
        migration.CreateIndex("ix_payments_sim_calls_operation_number", "payments_sim_calls", ["operation", "number"], unique: true);

        migration.CreateTable("payments_sim_settings", table => new
        {
            id = table.Column<int>(),
            faults = table.Column<string>(),
            seed = table.Column<int>(nullable: true),
            rate = table.Column<double>(),
        }, constraints: table => table.PrimaryKey("pk_payments_sim_settings", row => row.id));
    }
}
