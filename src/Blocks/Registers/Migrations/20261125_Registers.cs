using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Data;

namespace OneStop.Registers.Migrations;

[DbContext(typeof(RegistersDb))]
[Migration("20261125_Registers")]
internal sealed class Registers : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("registers_entries", table => new
        {
            register = table.Column<string>(),
            key = table.Column<string>(),
            number = table.Column<int>(),
            valid_from = table.Column<DateOnly>(),
            recorded_at = table.Column<DateTimeOffset>(),
            cause = table.Column<string>(),
            content = table.Column<string>(),
            hash = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_registers_entries", row => new { row.register, row.key, row.number }));
        migration.CreateIndex("ix_registers_entries_register_key_cause", "registers_entries", ["register", "key", "cause"], unique: true);
        migration.MakeAppendOnly("registers_entries");
    }
}
