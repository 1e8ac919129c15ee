using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Data;

namespace OneStop.Registers.Migrations;

/// <summary>The registers' Merkle logs. Entries of before wait for their places like new ones.</summary>
[DbContext(typeof(RegistersDb))]
[Migration("20261130_Log")]
internal sealed class Log : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("registers_waiting", table => new
        {
            register = table.Column<string>(),
            key = table.Column<string>(),
            number = table.Column<int>(),
            recorded_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_registers_waiting", row => new { row.register, row.key, row.number }));
        migration.CreateIndex("ix_registers_waiting_register_recorded_at", "registers_waiting", ["register", "recorded_at"]);
        migration.Sql("INSERT INTO registers_waiting (register, key, number, recorded_at) SELECT register, key, number, recorded_at FROM registers_entries");

        migration.CreateTable("registers_leaves", table => new
        {
            register = table.Column<string>(),
            position = table.Column<long>(),
            key = table.Column<string>(),
            number = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_registers_leaves", row => new { row.register, row.position }));
        migration.CreateIndex("ix_registers_leaves_register_key_number", "registers_leaves", ["register", "key", "number"], unique: true);
        migration.MakeAppendOnly("registers_leaves");

        migration.CreateTable("registers_tiles", table => new
        {
            register = table.Column<string>(),
            path = table.Column<string>(),
            hashes = table.Column<byte[]>(),
        }, constraints: table => table.PrimaryKey("pk_registers_tiles", row => new { row.register, row.path }));

        migration.CreateTable("registers_heads", table => new
        {
            register = table.Column<string>(),
            number = table.Column<int>(),
            size = table.Column<long>(),
            root = table.Column<byte[]>(),
            signed_at = table.Column<DateTimeOffset>(),
            note = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_registers_heads", row => new { row.register, row.number }));
        migration.CreateIndex("ix_registers_heads_register_size", "registers_heads", ["register", "size"]);
        migration.CreateIndex("ix_registers_heads_register_signed_at", "registers_heads", ["register", "signed_at"]);
        migration.MakeAppendOnly("registers_heads");

        migration.CreateTable("registers_logs", table => new
        {
            register = table.Column<string>(),
            origin = table.Column<string>(),
            sealed_secret = table.Column<byte[]>(),
            size = table.Column<long>(),
            signed_size = table.Column<long>(),
            heads = table.Column<int>(),
            signed_at = table.Column<DateTimeOffset>(nullable: true),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_registers_logs", row => row.register));
    }
}
