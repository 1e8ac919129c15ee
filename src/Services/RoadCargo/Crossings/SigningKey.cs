using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.RoadCargo.Crossings;

/// <summary>The key under which control points get their lists (P-256), sealed.</summary>
internal sealed class SigningKey
{
    /// <summary>There is one: its row is the same on every node.</summary>
    internal const int Only = 1;

    public required int Id { get; init; }

    /// <summary>SubjectPublicKeyInfo in PEM.</summary>
    public required string PublicKey { get; init; }

    /// <summary>PKCS #8, sealed.</summary>
    public required byte[] SealedPrivateKey { get; init; }
}

/// <summary>Signs lists for control points; the key is made when it is first needed.</summary>
internal sealed class SnapshotKey(FieldCipher cipher)
{
    internal const string Name = "road-cargo-1";

    internal async Task<ECDsa> PrivateAsync(RoadCargoDb db, Writes writes, CancellationToken ct)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(cipher.Decrypt((await RowAsync(db, writes, ct)).SealedPrivateKey), out _);
        return key;
    }

    internal async Task<string> PublicAsync(RoadCargoDb db, Writes writes, CancellationToken ct) => (await RowAsync(db, writes, ct)).PublicKey;

    private async Task<SigningKey> RowAsync(RoadCargoDb db, Writes writes, CancellationToken ct)
    {
        if (await FindAsync(db, ct) is { } there)
        {
            return there;
        }

        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (publicKey, sealedKey) = (made.ExportSubjectPublicKeyInfoPem(), cipher.Encrypt(made.ExportPkcs8PrivateKey()));
        await writes.RunAsync(write =>
        {
            write.Get<RoadCargoDb>().AddOnce(new SigningKey { Id = SigningKey.Only, PublicKey = publicKey, SealedPrivateKey = sealedKey });
            return Task.CompletedTask;
        }, ct);
        return (await FindAsync(db, ct))!;
    }

    private static Task<SigningKey?> FindAsync(RoadCargoDb db, CancellationToken ct) => db.SigningKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == SigningKey.Only, ct);
}
