using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Companies.Migrations;

[DbContext(typeof(CompaniesDb))]
[Migration("20261201b_WatchesAndOrders")]
internal sealed class WatchesAndOrders : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("companies_watches", table => new
        {
            id = table.Column<Guid>(),
            company_number = table.Column<string>(),
            person_id = table.Column<Guid>(),
        }, constraints: table => table.PrimaryKey("pk_companies_watches", row => row.id));
        migration.CreateIndex("ix_companies_watches_company_number_person_id", "companies_watches", ["company_number", "person_id"], unique: true);

        migration.CreateTable("companies_orders", table => new
        {
            id = table.Column<Guid>(),
            person_id = table.Column<Guid>(),
            state = table.Column<string>(),
            payment_id = table.Column<Guid>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_companies_orders", row => row.id));
        migration.CreateIndex("ix_companies_orders_person_id", "companies_orders", "person_id");

        migration.CreateTable("companies_order_lines", table => new
        {
            id = table.Column<Guid>(),
            order_id = table.Column<Guid>(),
            company_number = table.Column<string>(),
            filing_id = table.Column<Guid>(nullable: true),
            form = table.Column<string>(nullable: true),
            certified = table.Column<bool>(),
            serial = table.Column<string>(nullable: true),
            certificate = table.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_companies_order_lines", row => row.id));
        migration.CreateIndex("ix_companies_order_lines_order_id", "companies_order_lines", "order_id");
    }
}
