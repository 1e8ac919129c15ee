using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.RoadCargo.Migrations;

[DbContext(typeof(RoadCargoDb))]
[Migration("20261130b_Border")]
internal sealed class BorderTables : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("roadcargo_bundles", table => new
        {
            id = table.Column<Guid>(),
            code = table.Column<string>(),
            plate = table.Column<string>(),
            bound = table.Column<string>(),
            control_point = table.Column<string>(),
            trucker = table.Column<Guid>(),
            bundled_by = table.Column<Guid>(),
            bundled_at = table.Column<DateTimeOffset>(),
            load = table.Column<string>(),
            earliest_crossing = table.Column<DateTimeOffset>(),
            lane = table.Column<string>(),
            state = table.Column<string>(),
            ended_at = table.Column<DateTimeOffset>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_bundles", row => row.id));
        migration.CreateIndex("ix_roadcargo_bundles_code", "roadcargo_bundles", "code", unique: true);
        migration.CreateIndex("ix_roadcargo_bundles_state_control_point", "roadcargo_bundles", ["state", "control_point"]);
        migration.CreateIndex("ix_roadcargo_bundles_plate", "roadcargo_bundles", "plate");
        migration.CreateIndex("ix_roadcargo_bundles_trucker_bundled_at", "roadcargo_bundles", ["trucker", "bundled_at"]);

        migration.CreateTable("roadcargo_rule_sets", table => new
        {
            number = table.Column<int>(),
            content = table.Column<string>(),
            hash = table.Column<string>(),
            purpose = table.Column<string>(),
            proposed_by = table.Column<Guid>(),
            proposed_at = table.Column<DateTimeOffset>(),
            state = table.Column<string>(),
            decided_by = table.Column<Guid>(nullable: true),
            decided_at = table.Column<DateTimeOffset>(nullable: true),
            words = table.Column<string>(),
            ended_at = table.Column<DateTimeOffset>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_rule_sets", row => row.number));
        migration.CreateIndex("ix_roadcargo_rule_sets_state", "roadcargo_rule_sets", "state");

        migration.CreateTable("roadcargo_assessments", table => new
        {
            id = table.Column<Guid>(),
            ccrn = table.Column<long>(),
            edition = table.Column<int>(),
            bundle = table.Column<Guid>(),
            day = table.Column<DateOnly>(),
            at = table.Column<DateTimeOffset>(),
            rule_set = table.Column<int>(),
            lane = table.Column<string>(),
            score = table.Column<int>(),
            reasons = table.Column<string>(),
            facts = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_assessments", row => row.id));
        migration.CreateIndex("ix_roadcargo_assessments_ccrn", "roadcargo_assessments", "ccrn");
        migration.CreateIndex("ix_roadcargo_assessments_day_id", "roadcargo_assessments", ["day", "id"]);

        migration.CreateTable("roadcargo_trader_records", table => new
        {
            trader = table.Column<Guid>(),
            first_on = table.Column<DateOnly>(),
            crossings = table.Column<int>(),
            inspections = table.Column<int>(),
            detentions = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_trader_records", row => row.trader));

        migration.CreateTable("roadcargo_replays", table => new
        {
            id = table.Column<Guid>(),
            rule_set = table.Column<int>(),
            day = table.Column<DateOnly>(),
            at = table.Column<DateTimeOffset>(),
            by = table.Column<Guid>(),
            result = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_replays", row => row.id));
        migration.CreateIndex("ix_roadcargo_replays_rule_set", "roadcargo_replays", "rule_set");

        Movements(migration);
    }

    private static void Movements(MigrationBuilder migration)
    {
        migration.CreateTable("roadcargo_arrivals", table => new
        {
            id = table.Column<Guid>(),
            control_point = table.Column<string>(),
            bound = table.Column<string>(),
            plate = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            received_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_arrivals", row => row.id));
        migration.CreateIndex("ix_roadcargo_arrivals_plate_at", "roadcargo_arrivals", ["plate", "at"]);
        migration.CreateIndex("ix_roadcargo_arrivals_at", "roadcargo_arrivals", "at");

        migration.CreateTable("roadcargo_crossings", table => new
        {
            id = table.Column<Guid>(),
            control_point = table.Column<string>(),
            bound = table.Column<string>(),
            plate = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            arrived_at = table.Column<DateTimeOffset>(nullable: true),
            shown = table.Column<string>(),
            words = table.Column<string>(),
            bundles = table.Column<string>(),
            told = table.Column<bool>(),
            discrepancy = table.Column<string>(nullable: true),
            received_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_crossings", row => row.id));
        migration.CreateIndex("ix_roadcargo_crossings_at", "roadcargo_crossings", "at");
        migration.CreateIndex("ix_roadcargo_crossings_plate_at", "roadcargo_crossings", ["plate", "at"]);

        migration.CreateTable("roadcargo_inspections", table => new
        {
            id = table.Column<Guid>(),
            control_point = table.Column<string>(),
            bundle = table.Column<Guid>(),
            ccrn = table.Column<long>(),
            outcome = table.Column<string>(),
            findings = table.Column<string>(),
            officer = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            discrepancy = table.Column<string>(nullable: true),
            received_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_inspections", row => row.id));
        migration.CreateIndex("ix_roadcargo_inspections_bundle", "roadcargo_inspections", "bundle");
        migration.CreateIndex("ix_roadcargo_inspections_at", "roadcargo_inspections", "at");

        migration.CreateTable("roadcargo_signing_keys", table => new
        {
            id = table.Column<int>(),
            public_key = table.Column<string>(),
            sealed_private_key = table.Column<byte[]>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_signing_keys", row => row.id));

        migration.CreateTable("roadcargo_contacts", table => new
        {
            control_point = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            waiting = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_contacts", row => row.control_point));
    }
}
