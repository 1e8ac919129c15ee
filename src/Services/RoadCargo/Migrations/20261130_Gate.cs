using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.RoadCargo.Gate;

namespace OneStop.RoadCargo.Migrations;

/// <summary>The control point's own store.</summary>
[DbContext(typeof(GateDb))]
[Migration("20261130_Gate")]
internal sealed class GateTables : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("gate_journal", table => new
        {
            id = table.Column<Guid>(),
            number = table.Column<long>(),
            content = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
            told_at = table.Column<DateTimeOffset>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_gate_journal", row => row.id));
        migration.CreateIndex("ix_gate_journal_told_at_number", "gate_journal", ["told_at", "number"]);
    }
}
