using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Observatory.Migrations;

[DbContext(typeof(ObservatoryDb))]
[Migration("20261125s_Choices")]
internal sealed class Choices : Migration
{
    protected override void Up(MigrationBuilder migration) => migration.CreateTable("observatory_choices", table => new
    {
        person_id = table.Column<Guid>(),
        query = table.Column<string>(),
        kept_at = table.Column<DateTimeOffset>(),
    }, constraints: table => table.PrimaryKey("pk_observatory_choices", row => row.person_id));
}
