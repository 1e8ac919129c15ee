using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneStop.Platform.Events;

namespace OneStop.Platform.Migrations;

[DbContext(typeof(PlatformDb))]
[Migration("20261125_PublicPages")]
internal sealed class PublicPages : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_data_changes", table => new
        {
            id = table.Column<Guid>(),
            tags = table.Column<string>(),
            xact = table.Column<long>(),
            at = table.Column<long>(),
        }, constraints: table => table.PrimaryKey("pk_platform_data_changes", row => row.id));
        migration.CreateIndex("ix_platform_data_changes_xact", "platform_data_changes", "xact");
    }
}
