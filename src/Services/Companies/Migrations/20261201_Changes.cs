using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Companies.Migrations;

[DbContext(typeof(CompaniesDb))]
[Migration("20261201_Changes")]
internal sealed class Changes : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("companies_officer_accounts", table => new
        {
            id = table.Column<Guid>(),
            company_number = table.Column<string>(),
            person_id = table.Column<Guid>(),
            role = table.Column<string>(),
            name = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_companies_officer_accounts", row => row.id));
        migration.CreateIndex("ix_companies_officer_accounts_company_number", "companies_officer_accounts", "company_number");
        migration.CreateIndex("ix_companies_officer_accounts_person_id", "companies_officer_accounts", "person_id");

        migration.CreateTable("companies_filings", table => new
        {
            filing_id = table.Column<Guid>(),
            company_number = table.Column<string>(),
            form = table.Column<string>(),
            filed_on = table.Column<DateOnly>(),
            entry = table.Column<int>(),
            corrects = table.Column<int>(nullable: true),
            serial = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_companies_filings", row => row.filing_id));
        migration.CreateIndex("ix_companies_filings_company_number_entry", "companies_filings", ["company_number", "entry"], unique: true);
    }
}
