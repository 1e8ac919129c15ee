using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Companies.Migrations;

[DbContext(typeof(CompaniesDb))]
[Migration("20261125b_ProtectedSheets")]
internal sealed class ProtectedSheets : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("companies_protected_sheets", table => new
        {
            id = table.Column<Guid>(),
            company_number = table.Column<string>(),
            filing_id = table.Column<Guid>(),
            path = table.Column<string>(),
            document_hash = table.Column<string>(),
            @sealed = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_companies_protected_sheets", row => row.id));
        migration.CreateIndex("ix_companies_protected_sheets_filing_id_path", "companies_protected_sheets", ["filing_id", "path"], unique: true);
        migration.CreateIndex("ix_companies_protected_sheets_document_hash", "companies_protected_sheets", "document_hash");
    }
}
