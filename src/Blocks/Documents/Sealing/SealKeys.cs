using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Documents.Sealing;

/// <summary>
/// The seal in use: the operator's (<c>Documents:Seal:Pfx</c>, <c>Documents:Seal:Password</c>) or a demonstration one, made on first
/// use and shared between nodes through the database, its key encrypted under the master key.
/// </summary>
internal sealed class SealKeys(IServiceScopeFactory scopes, FieldCipher cipher, IConfiguration configuration, TimeProvider time)
{
    private const string Demonstration = "demonstration";
    private readonly SemaphoreSlim loading = new(1);
    private Seal? seal;

    internal async Task<Seal> GetAsync(CancellationToken ct)
    {
        if (seal is not null)
        {
            return seal;
        }

        await loading.WaitAsync(ct);
        try
        {
            return seal ??= configuration["Documents:Seal:Pfx"] is { Length: > 0 } pfx ? await ConfiguredAsync(pfx, ct) : await DemonstrationAsync(ct);
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task<Seal> ConfiguredAsync(string file, CancellationToken ct)
    {
        var configured = Seal.FromPkcs12(await File.ReadAllBytesAsync(file, ct), configuration["Documents:Seal:Password"]);
        await KeepAsync(configured.Certificate.Thumbprint, configured, null, ct);
        return configured;
    }

    private async Task<Seal> DemonstrationAsync(CancellationToken ct)
    {
        if (await FindAsync(Demonstration, ct) is not { } stored)
        {
            var made = Seal.MakeDemonstration(time.GetUtcNow());
            await KeepAsync(Demonstration, Seal.FromPkcs12(made, null), cipher.Encrypt(made), ct);
            stored = (await FindAsync(Demonstration, ct))!;
        }

        return Seal.FromPkcs12(cipher.Decrypt(stored.SealedKey), null);
    }

    private async Task<StoredSeal?> FindAsync(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DocumentsDb>().Seals.FirstOrDefaultAsync(stored => stored.Name == name, ct);
    }

    // In a scope of its own: an event handler's first write marks its delivery done, and this must not be that write.
    private async Task KeepAsync(string name, Seal kept, byte[]? sealedKey, CancellationToken ct)
    {
        if (await FindAsync(name, ct) is not null)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write =>
            {
                write.Get<DocumentsDb>().Seals.Add(new StoredSeal { Name = name, Certificates = kept.Pem, SealedKey = sealedKey, CreatedAt = time.GetUtcNow() });
                return Task.CompletedTask;
            }, ct);
        }
        catch (DbUpdateException e) when (e.IsDuplicate())
        {
            // Another node was first; its seal is everybody's.
        }
    }
}
