using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.RoadCargo.Migrations;

[DbContext(typeof(RoadCargoDb))]
[Migration("20261130_Consignments")]
internal sealed class ConsignmentTables : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("roadcargo_consignments", table => new
        {
            ccrn = table.Column<long>(),
            trader = table.Column<Guid>(),
            lodged_by = table.Column<Guid>(),
            direction = table.Column<string>(),
            package_count = table.Column<int>(),
            package_kind = table.Column<string>(),
            packages = table.Column<string>(),
            articles = table.Column<string>(),
            consignor_name = table.Column<string>(),
            consignor_address = table.Column<string>(),
            consignee_name = table.Column<string>(),
            consignee_address = table.Column<string>(),
            expected_on = table.Column<DateOnly>(),
            edition = table.Column<int>(),
            state = table.Column<string>(),
            bundle = table.Column<Guid>(nullable: true),
            lodged_at = table.Column<DateTimeOffset>(),
            channel = table.Column<string>(),
            message = table.Column<string>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_consignments", row => row.ccrn));
        migration.CreateIndex("ix_roadcargo_consignments_trader_lodged_at", "roadcargo_consignments", ["trader", "lodged_at"]);
        migration.CreateIndex("ix_roadcargo_consignments_expected_on", "roadcargo_consignments", "expected_on", filter: Consignments.ConsignmentMapping.OnItsWay);

        migration.CreateTable("roadcargo_steps", table => new
        {
            ccrn = table.Column<long>(),
            id = table.Column<Guid>(),
            edition = table.Column<int>(),
            at = table.Column<DateTimeOffset>(),
            act = table.Column<string>(),
            by_whom = table.Column<string>(),
            note = table.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_steps", row => new { row.ccrn, row.id }));

        migration.CreateTable("roadcargo_former", table => new
        {
            ccrn = table.Column<long>(),
            edition = table.Column<int>(),
            content = table.Column<string>(),
            ended_at = table.Column<DateTimeOffset>(),
            ended_by = table.Column<Guid>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_former", row => new { row.ccrn, row.edition }));

        migration.CreateTable("roadcargo_messages", table => new
        {
            trader = table.Column<Guid>(),
            message = table.Column<string>(),
            hash = table.Column<string>(),
            ccrn = table.Column<long>(),
            at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_messages", row => new { row.trader, row.message }));
        migration.CreateIndex("ix_roadcargo_messages_at", "roadcargo_messages", "at");

        migration.CreateTable("roadcargo_batches", table => new
        {
            id = table.Column<Guid>(),
            trader = table.Column<Guid>(),
            sent_by = table.Column<Guid>(),
            at = table.Column<DateTimeOffset>(),
            name = table.Column<string>(),
            lodged = table.Column<int>(),
            repeated = table.Column<int>(),
            amended = table.Column<int>(),
            refused = table.Column<int>(),
            result = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_batches", row => row.id));
        migration.CreateIndex("ix_roadcargo_batches_trader_at", "roadcargo_batches", ["trader", "at"]);

        migration.CreateTable("roadcargo_series", table => new
        {
            series = table.Column<int>(),
            node = table.Column<string>(),
            last = table.Column<long>(),
            used_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_roadcargo_series", row => row.series));
        migration.CreateIndex("ix_roadcargo_series_node", "roadcargo_series", "node", unique: true);
    }
}
