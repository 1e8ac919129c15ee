using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OneStop.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261125_Accounts")]
internal sealed class Accounts : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("accounts_people", table => new
        {
            id = table.Column<Guid>(),
            email_hash = table.Column<string>(),
            email = table.Column<string>(),
            name = table.Column<string>(),
            language = table.Column<string>(),
            password_hash = table.Column<string>(),
            authenticator_key = table.Column<string>(nullable: true),
            last_code_step = table.Column<long>(),
            created_at = table.Column<DateTimeOffset>(),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_accounts_people", row => row.id));
        migration.CreateIndex("ix_accounts_people_email_hash", "accounts_people", "email_hash", unique: true);

        migration.CreateTable("accounts_sessions", table => new
        {
            id = table.Column<Guid>(),
            account_id = table.Column<Guid>(),
            kind = table.Column<string>(),
            device = table.Column<string>(),
            second_factor = table.Column<bool>(),
            started_at = table.Column<DateTimeOffset>(),
            proven_at = table.Column<DateTimeOffset>(),
            ends_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_accounts_sessions", row => row.id));
        migration.CreateIndex("ix_accounts_sessions_account_id_ends_at", "accounts_sessions", ["account_id", "ends_at"]);

        migration.CreateTable("accounts_email_proofs", table => new
        {
            id = table.Column<Guid>(),
            purpose = table.Column<string>(),
            email_hash = table.Column<string>(),
            account_id = table.Column<Guid>(nullable: true),
            content = table.Column<string>(),
            code_hash = table.Column<string>(),
            token_hash = table.Column<string>(),
            tries = table.Column<int>(),
            created_at = table.Column<DateTimeOffset>(),
            expires_at = table.Column<DateTimeOffset>(),
            version = table.Column<int>(),
        }, constraints: table => table.PrimaryKey("pk_accounts_email_proofs", row => row.id));
        migration.CreateIndex("ix_accounts_email_proofs_email_hash_purpose", "accounts_email_proofs", ["email_hash", "purpose"]);

        migration.CreateTable("accounts_failed_sign_ins", table => new
        {
            email_hash = table.Column<string>(),
            count = table.Column<int>(),
            last_at = table.Column<DateTimeOffset>(),
            locked_until = table.Column<DateTimeOffset>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_accounts_failed_sign_ins", row => row.email_hash));

        migration.CreateTable("accounts_recovery_codes", table => new
        {
            account_id = table.Column<Guid>(),
            hash = table.Column<string>(),
        }, constraints: table => table.PrimaryKey("pk_accounts_recovery_codes", row => new { row.account_id, row.hash }));

        migration.CreateTable("accounts_passkeys", table => new
        {
            credential_id = table.Column<string>(),
            account_id = table.Column<Guid>(),
            name = table.Column<string>(),
            content = table.Column<string>(),
            added_at = table.Column<DateTimeOffset>(),
            used_at = table.Column<DateTimeOffset>(nullable: true),
        }, constraints: table => table.PrimaryKey("pk_accounts_passkeys", row => row.credential_id));
        migration.CreateIndex("ix_accounts_passkeys_account_id", "accounts_passkeys", "account_id");

        migration.CreateTable("accounts_posts", table => new
        {
            account_id = table.Column<Guid>(),
            department = table.Column<string>(),
            role = table.Column<string>(),
            given_at = table.Column<DateTimeOffset>(),
        }, constraints: table => table.PrimaryKey("pk_accounts_posts", row => new { row.account_id, row.department, row.role }));
    }
}
