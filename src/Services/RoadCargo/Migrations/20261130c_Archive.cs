using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.RoadCargo.Migrations;

[DbContext(typeof(RoadCargoDb))]
[Migration("20261130c_Archive")]
internal sealed class ArchiveTable : Migration
{
    protected override void Up(MigrationBuilder migration) => migration.CreateTable("roadcargo_archive", table => new
    {
        ccrn = table.Column<long>(),
        trader = table.Column<Guid>(),
        lodged_at = table.Column<DateTimeOffset>(),
        packed = table.Column<byte[]>(),
    }, constraints: table => table.PrimaryKey("pk_roadcargo_archive", row => row.ccrn));
}
