using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Documents.Migrations;

[DbContext(typeof(DocumentsDb))]
[Migration("20261125_Documents")]
internal sealed class Documents : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("documents_certificates", table => new
        {
            serial = table.Column<string>(),
            kind = table.Column<string>(),
            subject_key = table.Column<string>(),
            title = table.Column<string>(),
            issuer = table.Column<string>(),
            issued_on = table.Column<DateOnly>(),
            sha256 = table.Column<string>(),
            bytes = table.Column<long>(),
            recorded_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_documents_certificates", row => row.serial));
        migration.CreateIndex("ix_documents_certificates_kind_subject_key", "documents_certificates", ["kind", "subject_key"]);
        migration.CreateIndex("ix_documents_certificates_sha256", "documents_certificates", "sha256");

        migration.CreateTable("documents_seals", table => new
        {
            name = table.Column<string>(),
            certificates = table.Column<string>(),
            sealed_key = table.Column<byte[]>(nullable: true),
            created_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_documents_seals", row => row.name));
    }
}
