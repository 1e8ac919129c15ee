using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Identifiers;

namespace OneStop.Platform.Secrets;

/// <summary>Data Protection's keys (cookies, anti-forgery, tokens) in the database, each encrypted under the master key, so that nodes share them.</summary>
internal sealed class ProtectionKeys(IServiceScopeFactory scopes, FieldCipher cipher) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<PlatformDb>().Keys.ToList().ConvertAll(key => XElement.Parse(cipher.Decrypt(key.SealedXml)));
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write =>
        {
            write.Get<PlatformDb>().Keys.Add(new StoredKey
            {
                Name = string.IsNullOrEmpty(friendlyName) ? Ids.New().ToString() : friendlyName,
                SealedXml = cipher.Encrypt(element.ToString(SaveOptions.DisableFormatting)),
            });
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }
}

internal sealed class StoredKey
{
    public required string Name { get; set; }
    public required string SealedXml { get; set; }
}
