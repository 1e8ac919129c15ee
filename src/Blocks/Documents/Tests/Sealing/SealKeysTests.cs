using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Documents.Sealing;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Documents.Tests.Sealing;

public sealed class SealKeysTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Nodes_that_start_together_agree_on_one_seal(DatabaseKind kind)
    {
        await using var app = await DocumentsFixture.StartAsync(kind);

        var seals = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Node(app).GetAsync(CancellationToken.None))));

        Assert.Single(seals.Select(seal => seal.Certificate.Thumbprint).Distinct());
        Assert.All(seals, seal => Assert.True(seal.Certificate.HasPrivateKey));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_key_lies_encrypted_and_opens_only_under_the_master_key(DatabaseKind kind)
    {
        await using var app = await DocumentsFixture.StartAsync(kind);
        await Node(app).GetAsync(CancellationToken.None);

        var stored = await app.InScopeAsync(scope => scope.GetRequiredService<DocumentsDb>().Seals.SingleAsync());

        Assert.ThrowsAny<CryptographicException>(() => Seal.FromPkcs12(stored.SealedKey!, null));
        Assert.ThrowsAny<CryptographicException>(() => new FieldCipher(new byte[32]).Decrypt(stored.SealedKey));
    }

    [Fact]
    public async Task The_operators_own_seal_is_taken_from_its_file_and_the_key_stays_there()
    {
        await using var app = await DocumentsFixture.StartAsync(DatabaseKind.Sqlite);
        var file = Path.Combine(app.Services.GetRequiredService<DatabaseOptions>().DataDirectory, "seal.pfx");
        await File.WriteAllBytesAsync(file, Seal.MakeDemonstration(TimeProvider.System.GetUtcNow()));

        var seal = await Node(app, new() { ["Documents:Seal:Pfx"] = file }).GetAsync(CancellationToken.None);

        var stored = await app.InScopeAsync(scope => scope.GetRequiredService<DocumentsDb>().Seals.SingleAsync());
        Assert.Equal((seal.Certificate.Thumbprint, null), (stored.Name, stored.SealedKey));
    }

    private static SealKeys Node(TestApp app, Dictionary<string, string?>? settings = null) => new(
        app.Services.GetRequiredService<IServiceScopeFactory>(), app.Services.GetRequiredService<FieldCipher>(),
        new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build(), TimeProvider.System);
}
