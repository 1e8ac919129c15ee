using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Search;

namespace OneStop.Companies.Migrations;

[DbContext(typeof(CompaniesDb))]
[Migration("20261125_Companies")]
internal sealed class Companies : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("companies_companies", table => new
        {
            number = table.Column<long>(),
            brn = table.Column<long>(),
            name_english = table.Column<string>(nullable: true),
            name_chinese = table.Column<string>(nullable: true),
            kind = table.Column<string>(),
            status = table.Column<string>(),
            incorporated_on = table.Column<DateOnly>(),
            is_demonstration = table.Column<bool>(),
        }, constraints: table => table.PrimaryKey("pk_companies_companies", row => row.number));
        migration.CreateIndex("ix_companies_companies_brn", "companies_companies", "brn", unique: true);

        migration.CreateTable("companies_names", table => new
        {
            key = table.Column<string>(),
            name = table.Column<string>(),
            holder = table.Column<string>(),
            company_number = table.Column<long>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_companies_names", row => row.key));
        migration.CreateIndex("ix_companies_names_holder", "companies_names", "holder");

        migration.CreateTable("companies_numbers", table => new
        {
            filing_id = table.Column<Guid>(),
            number = table.Column<long>(),
            brn = table.Column<long>(),
        }, constraints: table => table.PrimaryKey("pk_companies_numbers", row => row.filing_id));
        migration.CreateIndex("ix_companies_numbers_number", "companies_numbers", "number", unique: true);
        migration.CreateIndex("ix_companies_numbers_brn", "companies_numbers", "brn", unique: true);

        migration.CreateSearchIndex("companies_search");
    }
}
