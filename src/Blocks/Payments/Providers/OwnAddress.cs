using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OneStop.Payments.Providers;

/// <summary>Where this program itself listens: the simulator and the block speak over it as two companies would.</summary>
internal sealed partial class OwnAddress(IServer server)
{
    public Uri Value
    {
        get
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            var address = addresses.FirstOrDefault(address => address.StartsWith("http:", StringComparison.Ordinal)) ?? addresses.FirstOrDefault()
                ?? throw new ProviderUnclearException("The program does not listen yet.");
            return new Uri(AnyHost().Replace(address, "//127.0.0.1"));
        }
    }

    [GeneratedRegex(@"//(\+|\*|0\.0\.0\.0|\[::\])")]
    private static partial Regex AnyHost();
}
