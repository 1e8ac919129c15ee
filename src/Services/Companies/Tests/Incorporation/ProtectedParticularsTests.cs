using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Companies.Incorporation;
using OneStop.Companies.Incorporation.Form;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Companies.Tests.Incorporation;

public sealed class ProtectedParticularsTests(RegisterApps apps)
{
    public static TheoryData<DatabaseKind> Engines => RegisterApps.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Home_addresses_and_identity_numbers_are_kept_encrypted_and_found_by_hash(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var application = Application.Read(Drafts.Clean());
        var filing = Ids.New();
        for (var time = 0; time < 2; time++)
        {
            await app.WriteAsync(async write =>
            {
                await write.Get<ProtectedParticulars>().SealAsync(write, "0001234", filing, application.Officers, default);
                return true;
            });
        }

        await app.InScopeAsync(async scope =>
        {
            var particulars = scope.GetRequiredService<ProtectedParticulars>();
            var sheets = await scope.GetRequiredService<CompaniesDb>().Set<ProtectedSheet>().Where(sheet => sheet.FilingId == filing).OrderBy(sheet => sheet.Path).ToListAsync();

            Assert.Equal(["directors/0", "directors/1", "secretary"], sheets.Select(sheet => sheet.Path));
            Assert.All(sheets, sheet => Assert.DoesNotContain("123456", sheet.Sealed + sheet.DocumentHash));
            Assert.Equal(particulars.HashOf(new IdentityDocument(null, " a123456 3")), sheets[0].DocumentHash);
            var content = particulars.Open(sheets[0]);
            Assert.Equal(("HKID:A1234563", new DateOnly(1990, 5, 17), "Flat 9, 2 Robinson Road"), (content.Document, content.DateOfBirth, content.Home!.Line1));
        });
    }
}
