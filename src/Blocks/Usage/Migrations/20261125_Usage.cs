using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Usage.Migrations;

[DbContext(typeof(UsageDb))]
[Migration("20261125_Usage")]
internal sealed class Usage : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("usage_hours", table => new
        {
            day = table.Column<DateOnly>(),
            hour = table.Column<int>(),
            service = table.Column<string>(),
            kind = table.Column<string>(),
            step = table.Column<string>(),
            channel = table.Column<string>(),
            language = table.Column<string>(),
            visitor = table.Column<string>(),
            count = table.Column<long>(),
        }, constraints: table => table.PrimaryKey("pk_usage_hours", row => new { row.day, row.hour, row.service, row.kind, row.step, row.channel, row.language, row.visitor }));

        migration.CreateTable("usage_months", table => new
        {
            month = table.Column<DateOnly>(),
            service = table.Column<string>(),
            kind = table.Column<string>(),
            step = table.Column<string>(),
            channel = table.Column<string>(),
            language = table.Column<string>(),
            visitor = table.Column<string>(),
            count = table.Column<long>(),
        }, constraints: table => table.PrimaryKey("pk_usage_months", row => new { row.month, row.service, row.kind, row.step, row.channel, row.language, row.visitor }));

        migration.CreateTable("usage_flushes", table => new
        {
            id = table.Column<Guid>(),
            node = table.Column<string>(),
            at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_usage_flushes", row => row.id));
        migration.CreateIndex("ix_usage_flushes_at", "usage_flushes", "at");
    }
}
