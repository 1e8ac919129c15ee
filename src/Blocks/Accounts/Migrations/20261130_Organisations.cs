using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261130_Organisations")]
internal sealed class OrganisationTables : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("accounts_organisations", table => new
        {
            id = table.Column<Guid>(),
            number = table.Column<string>(),
            english = table.Column<string>(nullable: true),
            chinese = table.Column<string>(nullable: true),
            business_number = table.Column<string>(nullable: true),
            created_at = table.Column<DateTimeOffset>(),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_accounts_organisations", row => row.id));
        migration.CreateIndex("ix_accounts_organisations_number", "accounts_organisations", "number", unique: true);

        migration.CreateTable("accounts_members", table => new
        {
            organisation_id = table.Column<Guid>(),
            account_id = table.Column<Guid>(),
            rights = table.Column<string>(),
            since = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_accounts_members", row => new { row.organisation_id, row.account_id }));
        migration.CreateIndex("ix_accounts_members_account_id", "accounts_members", "account_id");

        migration.CreateTable("accounts_invitations", table => new
        {
            id = table.Column<Guid>(),
            organisation_id = table.Column<Guid>(),
            email_hash = table.Column<string>(),
            email = table.Column<string>(),
            rights = table.Column<string>(),
            token_hash = table.Column<string>(),
            expires_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_accounts_invitations", row => row.id));
        migration.CreateIndex("ix_accounts_invitations_token_hash", "accounts_invitations", "token_hash", unique: true);
        migration.CreateIndex("ix_accounts_invitations_organisation_id", "accounts_invitations", "organisation_id");

        migration.CreateTable("accounts_delegations", table => new
        {
            id = table.Column<Guid>(),
            grantor = table.Column<Guid>(),
            grantee = table.Column<Guid>(),
            rights = table.Column<string>(),
            first_day = table.Column<DateOnly>(),
            last_day = table.Column<DateOnly>(nullable: true),
            ended_at = table.Column<DateTimeOffset>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_accounts_delegations", row => row.id));
        migration.CreateIndex("ix_accounts_delegations_grantor", "accounts_delegations", "grantor");
        migration.CreateIndex("ix_accounts_delegations_grantee", "accounts_delegations", "grantee");

        migration.CreateTable("accounts_api_keys", table => new
        {
            id = table.Column<Guid>(),
            organisation_id = table.Column<Guid>(),
            hash = table.Column<string>(),
            name = table.Column<string>(),
            rights = table.Column<string>(),
            created_at = table.Column<DateTimeOffset>(),
            created_by = table.Column<Guid>(),
            expires_at = table.Column<DateTimeOffset>(),
            revoked_at = table.Column<DateTimeOffset>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_accounts_api_keys", row => row.id));
        migration.CreateIndex("ix_accounts_api_keys_hash", "accounts_api_keys", "hash", unique: true);
        migration.CreateIndex("ix_accounts_api_keys_organisation_id", "accounts_api_keys", "organisation_id");
    }
}
