using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Filings.Migrations;

[DbContext(typeof(FilingsDb))]
[Migration("20261201_Definitions")]
internal sealed class StoredDefinitions : Migration
{
    protected override void Up(MigrationBuilder migration) => migration.CreateTable("filings_definitions", table => new
    {
        id = table.Column<string>(),
        code = table.Column<string>(),
        form_version = table.Column<int>(),
        hash = table.Column<string>(),
        source = table.Column<string>(),
        at = table.Column<DateTimeOffset>(),
        version = table.Column<int>(),
    }, constraints: table => table.PrimaryKey("pk_filings_definitions", row => row.id));
}
